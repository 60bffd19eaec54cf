"""The storm's own database server is killed for good and comes back with everything; no other."""

import psycopg
import pytest

from antrean.ops import postgres
from antrean.ops.storm import own_server
from tests.ops.conftest import NAME


@pytest.fixture
def storms(server, monkeypatch):
    monkeypatch.setattr(own_server, "NAME", NAME)
    return server


def test_a_killed_server_comes_back_with_what_was_committed(storms):
    with psycopg.connect(storms.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    before = storms.pid

    own_server.kill_and_start()

    with psycopg.connect(storms.url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
    assert storms.pid != before


def test_a_server_that_never_comes_back_is_said(storms, monkeypatch):
    def never(_):
        raise postgres.DatabaseTrouble

    monkeypatch.setattr(postgres, "start", never)
    monkeypatch.setattr(own_server.time, "sleep", lambda _: None)

    with pytest.raises(postgres.DatabaseTrouble):
        own_server.kill_and_start()


def test_only_the_own_server_counts_as_own(storms, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"{storms.url}".replace("/antrean?", "/antrean_storm?"))
    assert own_server.is_used()

    monkeypatch.setenv("DATABASE_URL", "postgresql://antrean@/antrean?host=/run/postgresql")
    assert not own_server.is_used()
