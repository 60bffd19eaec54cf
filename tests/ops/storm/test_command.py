"""`bin/antrean storm` tells one line and JSON, keeps the history of a failure, and exits 1 then."""

import json
from random import Random
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from antrean.ops.management.commands import storm as module
from antrean.ops.storm import weather
from antrean.ops.storm.checker import check
from antrean.ops.storm.clients import Kill
from antrean.ops.storm.history import Sent, Told
from antrean.ops.storm.weather import Storm

LOST = Told("given", "ref", "kanim-uji", "2026-11-24")


@pytest.fixture
def staged(monkeypatch, settings, tmp_path):
    """The command without its database and its processes; the history is set by each test."""
    settings.VAR = tmp_path
    monkeypatch.setattr(module.stage, "fresh_database", lambda _: None)
    monkeypatch.setattr(module.stage, "leave_the_database", lambda: None)
    monkeypatch.setattr(module, "call_command", lambda *_, **__: None)
    monkeypatch.setattr(module.trial, "gather", lambda *_, **__: [])

    def tell(*told):
        sent = Sent(UUID(int=1))
        for each in told:
            sent.hear(each)
        kill = Kill(0, at=1.0)
        kill.first_success_at = 1.25
        storm = Storm(history={sent.key: sent}, kills=[kill, Kill(1, at=2.0)], seconds=0.5)
        verdict = check(storm.history, [])
        monkeypatch.setattr(module.trial, "run", lambda *_, **__: (storm, verdict))

    return tell


def last_lines(capsys):
    return capsys.readouterr().out.splitlines()[-2:]


def test_a_good_storm_is_told_in_one_line_and_as_json(staged, capsys):
    staged(Told("refused", "ref"))

    call_command("storm", seed=7)

    line, found = last_lines(capsys)
    assert line == (
        "seed=7 attempted=1 acked=1 stored=0 lost=0 dup=0 oversold=0 kills=2 "
        "first_success_after_kill_ms_p95=250 submissions_per_s=2"
    )
    assert json.loads(found)["acked"] == 1


def test_a_breach_exits_with_1_and_the_whole_history_is_kept(staged, capsys, tmp_path):
    staged(LOST)

    with pytest.raises(SystemExit) as ended:
        call_command("storm", seed=7)

    kept = tmp_path / "storm" / "history-7.jsonl"
    assert ended.value.code == 1
    assert json.loads(last_lines(capsys)[1])["lost"] == 1
    assert json.loads(kept.read_text())["told"][0]["ref"] == "ref"


def test_no_server_but_the_storms_own_is_ever_killed(staged, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://antrean@/antrean?host=/run/postgresql")

    with pytest.raises(CommandError, match="own server"):
        call_command("storm", kill_database_every=5)


def test_what_was_never_killed_and_never_back_counts_for_nothing():
    storm = Storm(kills=[Kill(0, at=1.0)])

    assert storm.first_success_ms() == weather.back_ms(storm.kills) == []


def test_moments_come_at_random_around_their_time(monkeypatch):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    monkeypatch.setattr(weather.asyncio, "sleep", sleep)
    moment = weather.every(3, chance=Random(1))
    for _ in range(50):
        with pytest.raises(StopIteration):
            moment(None).send(None)

    assert 1.5 <= min(slept) < 2 < 4 < max(slept) <= 4.5
