"""The round that a batch uses is fixed by its closing, and nobody can choose another."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.draw import quicknet
from antrean.domain.draw.attempt import WAIT, Attempt

CLOSES_AT = datetime(2026, 11, 25, 11, tzinfo=UTC)
closings = st.integers(0, 10**12).map(lambda ms: CLOSES_AT + timedelta(milliseconds=ms))


def attempt(closes_at, number=0):
    return Attempt(closes_at.date(), closes_at, number)


def test_the_chain_s_name_proves_its_genesis_time_period_and_key():
    known = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"

    assert quicknet.chain_hash().hex() == known


def test_the_first_round_was_due_at_the_genesis():
    assert datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC) == quicknet.GENESIS
    assert quicknet.due_at(1) == quicknet.GENESIS
    assert quicknet.due_at(2) == quicknet.GENESIS + timedelta(seconds=3)


def test_the_round_of_a_closing_is_this_one():
    # 2026-11-25 11:10:00 UTC is 1,795,605,000 seconds after 1970.
    number = (1_795_605_000 - 1_692_803_367) // 3 + 1

    assert quicknet.round_of(attempt(CLOSES_AT)) == number
    assert quicknet.due_at(number) == datetime(2026, 11, 25, 11, 10, tzinfo=UTC)


@given(closings)
def test_a_round_comes_ten_minutes_after_the_closing_and_no_other_round_before_it_does(closes_at):
    number = quicknet.round_of(attempt(closes_at))

    assert quicknet.due_at(number) >= closes_at + WAIT
    assert quicknet.due_at(number - 1) < closes_at + WAIT


@given(closings, st.integers(0, 22))
def test_the_round_of_the_next_attempt_comes_an_hour_later(closes_at, number):
    earlier = quicknet.round_of(attempt(closes_at, number))

    assert quicknet.round_of(attempt(closes_at, number + 1)) == earlier + 1200


def test_the_same_instant_in_another_zone_has_the_same_round():
    local = CLOSES_AT.astimezone(ZoneInfo("Asia/Jayapura"))

    assert quicknet.round_of(Attempt(date(2026, 11, 25), local)) == quicknet.round_of(
        attempt(CLOSES_AT)
    )


def test_what_comes_out_is_the_digest_of_the_signature():
    # Round 123 as drand's relays give it.
    signature = bytes.fromhex(
        "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486"
        "d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92"
    )

    output = quicknet.output(signature)

    assert output.hex() == "fb8f7bc29bf24db51871ec8c79f3a1e4bd0557bc0dfcee9ed1d924e69d1c60dc"


def test_a_round_signs_the_digest_of_its_number():
    assert quicknet.signed_message(1) == hashlib.sha256(bytes([0, 0, 0, 0, 0, 0, 0, 1])).digest()
