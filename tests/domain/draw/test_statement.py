"""A statement can be written in one way only, and holds its witness to every part of it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.draw.statement import (
    Kind,
    NotAStatement,
    Statement,
    from_proof,
    is_signed,
    proof,
    signed_message,
)
from tests.witnessing import KEYS, ROOT, commit, commitments, reveal, roll_of, see

AT = datetime(2026, 11, 25, 11, 2, 3, 456789, tzinfo=UTC)
SEEN = Statement(Kind.SIGHTING, date(2026, 11, 25), 2, "ombudsman", AT, ROOT)


def test_what_is_signed_is_exactly_this():
    microseconds = int(AT.timestamp()) * 1_000_000 + 456_789

    assert signed_message(SEEN) == (
        b"antrean-witness-v1\x02\x0a2026-11-25\x02\x09ombudsman"
        + microseconds.to_bytes(8, "big")
        + ROOT
    )


@pytest.mark.parametrize(
    ("kind", "number", "size"),
    [(Kind.COMMITMENT, 1, 32), (Kind.SIGHTING, 2, 32), (Kind.REVEAL, 3, 96)],
)
def test_each_kind_has_its_number_and_size(kind, number, size):
    message = signed_message(replace(SEEN, kind=kind, content=bytes(size)))

    assert message[18] == number
    assert message.endswith(bytes(size))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"kind": Kind.COMMITMENT}, id="another kind"),
        pytest.param({"day": date(2026, 11, 26)}, id="another batch"),
        pytest.param({"attempt": 1}, id="another attempt"),
        pytest.param({"witness": "ombudsmen"}, id="another name"),
        pytest.param({"at": AT + timedelta(microseconds=1)}, id="another instant"),
        pytest.param({"content": bytes(32)}, id="another root"),
        pytest.param({"signature": bytes(64)}, id="no signature"),
    ],
)
def test_a_changed_statement_is_not_signed(change):
    said = see("ombudsman", at=AT)

    assert is_signed(said, key=KEYS["ombudsman"])
    assert not is_signed(replace(said, **change), key=KEYS["ombudsman"])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"witness": ""}, id="no name"),
        pytest.param({"witness": "a b"}, id="a name of two words"),
        pytest.param({"witness": "a" * 41}, id="a long name"),
        pytest.param({"content": bytes(31)}, id="too little said"),
        pytest.param({"content": bytes(96)}, id="too much said"),
        pytest.param({"attempt": -1}, id="before the first attempt"),
        pytest.param({"attempt": 24}, id="after the last attempt"),
        pytest.param({"at": datetime(1969, 12, 31, tzinfo=UTC)}, id="before 1970"),
    ],
)
def test_what_cannot_be_said_has_no_message(change):
    said = replace(see("ombudsman", at=AT), **change)

    with pytest.raises(NotAStatement):
        signed_message(said)
    assert not is_signed(said, key=KEYS["ombudsman"])


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(commit("ombudsman"), id="a commitment"),
        pytest.param(see("ombudsman", at=AT), id="a sighting"),
        pytest.param(reveal("ombudsman", on=roll_of(commitments())), id="a reveal"),
    ],
)
def test_a_statement_is_read_back_as_the_same(said):
    assert from_proof(json.loads(json.dumps(proof(said)))) == said


def test_an_instant_is_written_in_utc():
    local = replace(SEEN, at=AT.astimezone(timezone(timedelta(hours=7))))

    assert proof(local) == proof(SEEN)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"kind": "rumour"}, id="another kind"),
        pytest.param({"kind": "Sighting"}, id="other letters"),
        pytest.param({"batch": "20261125"}, id="a date in another form"),
        pytest.param({"attempt": "02"}, id="a leading zero"),
        pytest.param({"attempt": 2}, id="a number that is no text"),
        pytest.param({"attempt": "999999999999"}, id="a huge attempt"),
        pytest.param({"at": "2026-11-25T11:02:03.456789"}, id="an instant without a zone"),
        pytest.param({"at": "2026-11-25T18:02:03.456789+07:00"}, id="another zone"),
        pytest.param({"at": "0001-01-01T00:00:00+14:00"}, id="an instant before all"),
        pytest.param({"at": None}, id="no instant"),
        pytest.param({"content": "AA" * 32}, id="capital digits"),
        pytest.param({"content": "aa" * 31}, id="a short root"),
        pytest.param({"content": ["aa"]}, id="a list"),
        pytest.param({"more": "x"}, id="something more"),
    ],
)
def test_nothing_else_is_read(change):
    with pytest.raises(NotAStatement):
        from_proof({**proof(SEEN), **change})


@pytest.mark.parametrize("key", proof(SEEN))
def test_nothing_may_be_left_out(key):
    said = proof(SEEN)
    del said[key]

    with pytest.raises(NotAStatement):
        from_proof(said)


@given(st.dictionaries(st.sampled_from(list(proof(SEEN))), st.text() | st.integers() | st.none()))
def test_whatever_comes_in_is_a_statement_or_none(said):
    with pytest.raises(NotAStatement):
        from_proof(said)
