"""The embedded database: private, durable, and gone when the last user leaves."""

import os
import shutil
import signal
import subprocess

import psycopg
import pytest

from antrean.ops import binaries, postgres
from antrean.ops.lodging import lodge
from tests.ops.conftest import NAME


def ask(server, question):
    """Return the only answer to a question in SQL."""
    with psycopg.connect(server.url) as connection:
        return connection.execute(question).fetchone()[0]


def test_a_new_cluster_keeps_what_it_says_it_has_kept(quiet_server):
    settings = {name: ask(quiet_server, f"SHOW {name}") for name in ("fsync", "synchronous_commit")}

    assert settings == {"fsync": "on", "synchronous_commit": "on"}


def test_nobody_can_come_over_the_network(quiet_server):
    assert ask(quiet_server, "SHOW listen_addresses") == ""


def test_our_role_may_make_databases_and_nothing_above_that(quiet_server):
    mine = "FROM pg_roles WHERE rolname = current_user"
    rights = ask(quiet_server, f"SELECT ROW(rolsuper, rolcreaterole, rolcreatedb)::text {mine}")

    assert rights == "(f,f,t)"


def test_only_the_owner_may_enter_the_folders_of_data_and_socket(quiet_server):
    modes = {
        path.stat().st_mode & 0o777
        for path in (quiet_server.lodging.data, quiet_server.lodging.socket)
    }

    assert modes == {0o700}


@pytest.mark.root
def test_another_system_user_does_not_get_in(quiet_server):
    # Its own PostgreSQL programs, so that nothing but the door itself can stop it.
    stranger = subprocess.run(
        [quiet_server.lodging.binaries / "psql", quiet_server.url, "-c", "SELECT 1"],
        capture_output=True,
        check=False,
        user="nobody",
        group="nogroup",
        extra_groups=[],
        cwd="/",
    )

    assert b"Permission denied" in stranger.stderr


def test_the_log_keeps_the_words_of_failed_statements_to_itself(quiet_server):
    with (
        pytest.raises(psycopg.errors.UndefinedColumn),
        psycopg.connect(quiet_server.url) as connection,
    ):
        connection.execute("SELECT secret_of_budi")
    log = quiet_server.lodging.log.read_text()

    assert "ERROR" in log
    assert "STATEMENT" not in log


def test_a_second_start_joins_the_running_server(server):
    again = postgres.start(NAME)

    assert again.pid == server.pid


def test_a_killed_server_comes_back_with_everything_committed(server):
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 17 AS number")
    os.kill(server.pid, signal.SIGKILL)  # leaves the note of a running server behind

    back = postgres.start(NAME)

    assert ask(back, "SELECT number FROM kept") == 17


def test_a_process_number_that_now_belongs_to_another_program_does_not_stop_a_start(server):
    note = server.lodging.data / "postmaster.pid"
    left_behind = note.read_text().replace(str(server.pid), str(os.getpid()), 1)
    postgres.stop(NAME)
    note.write_text(left_behind)
    shutil.chown(note, *server_owner(server))

    assert ask(postgres.start(NAME), "SELECT 1") == 1


def server_owner(server):
    """Return user and group of the data."""
    found = server.lodging.data.stat()
    return found.st_uid, found.st_gid


def test_a_first_start_that_was_cut_short_begins_anew(server):
    postgres.stop(NAME)
    (server.lodging.home / "ready").unlink()
    (server.lodging.data / "PG_VERSION").unlink()

    assert ask(postgres.start(NAME), "SELECT current_user") == "antrean"


def test_stopping_what_does_not_run_is_no_trouble(lodging):
    postgres.stop(NAME)

    assert not postgres.is_running(NAME)


def test_the_last_user_to_leave_stops_the_server(lodging):
    with postgres.cluster(NAME):
        with postgres.cluster(NAME):
            pass
        still_there = postgres.is_running(NAME)

    assert still_there
    assert not postgres.is_running(NAME)


def test_a_failure_inside_stops_the_server_too(lodging):
    with pytest.raises(KeyboardInterrupt), postgres.cluster(NAME):
        raise KeyboardInterrupt

    assert not postgres.is_running(NAME)


def test_a_server_started_for_good_stays(lodging):
    postgres.keep(NAME, running=True)

    with postgres.cluster(NAME):
        pass
    stayed = postgres.is_running(NAME)
    postgres.keep(NAME, running=False)

    assert stayed
    assert not postgres.is_running(NAME)


def test_a_start_that_fails_repeats_what_the_server_said(server):
    postgres.stop(NAME)
    shutil.rmtree(server.lodging.data / "global")

    with pytest.raises(postgres.DatabaseTrouble, match="global"):
        postgres.start(NAME)


@pytest.mark.debian_postgres
def test_debians_own_release_runs_beside_ours(server):
    debian = binaries.debian_binaries()

    with postgres.cluster(NAME, binaries=debian) as other:
        releases = [ask(one, "SHOW server_version_num")[:2] for one in (server, other)]
    shutil.rmtree(lodge(NAME, binaries=debian).home)

    assert releases == ["18", "15"]


def test_the_command_line_starts_shows_and_stops(lodging, capsys):
    codes = [postgres.main([deed, NAME]) for deed in ("start", "status", "stop", "status")]
    said = capsys.readouterr().out.splitlines()

    assert codes == [0, 0, 0, 0]
    assert said[0].startswith("postgresql://antrean@/antrean?host=/")
    assert said[1:] == ["running", f"{NAME} is stopped", "not running"]


def test_the_command_line_explains_itself(capsys):
    assert postgres.main(["dance"]) == 2
    assert "start|stop|status NAME" in capsys.readouterr().err
