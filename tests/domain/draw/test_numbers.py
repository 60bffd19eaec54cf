"""From a lot to its draw number: every step as it is published, on bytes written out by hand."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.draw import batch, numbers
from antrean.domain.draw.leaf import leaf_of
from antrean.domain.draw.receipt import signed_message

DAY = date(2026, 11, 24)
SALT, ROOT, BEACON = bytes(range(16)), bytes(range(32)), b"\xff" * 32
digests = st.binary(min_size=32, max_size=32)


def test_a_leaf_is_a_zero_byte_the_salt_and_the_text():
    said = hashlib.sha256(b"\x00" + SALT + b"antrean-lot-v1\n").digest()

    assert leaf_of(b"antrean-lot-v1\n", salt=SALT) == said


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_another_salt_gives_another_leaf(one, other):
    assert (leaf_of(b"text", salt=one) == leaf_of(b"text", salt=other)) == (one == other)


@pytest.mark.parametrize("size", [0, 15, 17])
def test_a_salt_of_another_size_is_refused(size):
    with pytest.raises(ValueError, match="16 bytes"):
        leaf_of(b"text", salt=bytes(size))


def test_a_batch_is_its_length_and_its_day():
    assert batch.in_bytes(DAY) == b"\x0a2026-11-24"


def test_a_seed_is_the_purpose_the_batch_the_root_and_the_beacon():
    said = hashlib.sha256(b"antrean-draw-v1\x0a2026-11-24" + ROOT + BEACON).digest()

    assert numbers.seed(DAY, root=ROOT, beacon=BEACON) == said


@given(digests, digests, digests, digests)
def test_a_seed_hangs_on_both_root_and_beacon(root, beacon, other_root, other_beacon):
    one = numbers.seed(DAY, root=root, beacon=beacon)
    other = numbers.seed(DAY, root=other_root, beacon=other_beacon)

    assert (one == other) == ((root, beacon) == (other_root, other_beacon))


def test_another_day_has_another_seed():
    tomorrow = date(2026, 11, 25)

    assert numbers.seed(tomorrow, root=ROOT, beacon=BEACON) != numbers.seed(
        DAY, root=ROOT, beacon=BEACON
    )


def test_a_root_of_another_size_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        numbers.seed(DAY, root=b"short", beacon=BEACON)


def test_a_draw_number_is_the_first_128_bits_over_seed_and_leaf():
    said = hashlib.sha256(ROOT + BEACON).hexdigest()

    assert numbers.draw_number(BEACON, seed=ROOT) == int(said[:32], 16)


@given(digests, digests)
def test_a_draw_number_has_128_bits(leaf, seed):
    assert 0 <= numbers.draw_number(leaf, seed=seed) < 2**128


def test_what_is_signed_is_written_out_end_to_end():
    at = datetime(1970, 1, 1, 0, 0, 1, 2, tzinfo=UTC)

    message = signed_message(ROOT, day=DAY, signed_at=at)

    time_in_bytes = (1_000_002).to_bytes(8, "big")
    assert message == b"antrean-receipt-v1" + ROOT + b"\x0a2026-11-24" + time_in_bytes
    assert len(message) == 69


@given(st.integers(0, 10**16))
def test_the_instant_is_signed_to_the_microsecond(since):
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=since)

    message = signed_message(ROOT, day=DAY, signed_at=at)

    assert int.from_bytes(message[-8:], "big") == since


def test_the_closings_are_today_and_tomorrow_by_the_clock_of_the_hour():
    late_in_utc = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)

    found = batch.closings(late_in_utc, hour=time(18), timezone="Asia/Jakarta")

    assert [(day, at.astimezone(UTC)) for day, at in found] == [
        (date(2026, 11, 25), datetime(2026, 11, 25, 11, tzinfo=UTC)),
        (date(2026, 11, 26), datetime(2026, 11, 26, 11, tzinfo=UTC)),
    ]
