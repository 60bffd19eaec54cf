"""What clients were told is read alike from every process, and kept to the last key."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from antrean.ops.storm.history import Sent, Told, keep, read_told

GIVEN = {
    "outcome": "given",
    "ref": "abc",
    "office": "kanim-uji",
    "day": "2026-11-24",
    "window_starts_at": "2026-11-24T09:00:00+07:00",
    "arrives_at": "2026-11-24T09:12:00+07:00",
}
TOLD = Told("given", "abc", "kanim-uji", "2026-11-24", datetime(2026, 11, 24, 2, tzinfo=UTC))


def test_a_given_place_is_the_same_in_every_zone():
    in_utc = {**GIVEN, "window_starts_at": "2026-11-24T02:00:00+00:00"}

    assert read_told(GIVEN) == read_told(in_utc) == TOLD


def test_a_refusal_has_no_place():
    assert read_told({"outcome": "refused", "ref": "abc", "next_day": None}) == Told(
        "refused", "abc"
    )


def test_what_says_no_outcome_is_no_answer():
    with pytest.raises(KeyError):
        read_told({"detail": "not found"})


def test_an_equal_answer_is_kept_once_and_another_one_beside_it():
    sent = Sent(UUID(int=1))

    for told in (TOLD, TOLD, Told("refused", "abc")):
        sent.hear(told)

    assert sent.told == (TOLD, Told("refused", "abc"))


def test_the_whole_history_is_written_down(tmp_path):
    sent = [Sent(UUID(int=nth)) for nth in range(3)]
    sent[1].hear(TOLD)

    keep({each.key: each for each in sent}, tmp_path / "storm" / "history.jsonl")

    lines = (tmp_path / "storm" / "history.jsonl").read_text().splitlines()
    assert [json.loads(line)["key"] for line in lines] == [str(each.key) for each in sent]
    assert json.loads(lines[1])["told"][0]["office"] == "kanim-uji"
