"""What the references of one day have in common."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.reference_sign import sign_of

DAYS = st.dates(date(1970, 1, 1), date(2149, 6, 6))


@pytest.mark.parametrize(
    ("day", "sign"),
    [(date(1970, 1, 1), "0000"), (date(2026, 11, 24), "512d"), (date(2149, 6, 6), "ffff")],
)
def test_a_day_is_written_as_its_number(day, sign):
    assert sign_of(day) == sign


@given(DAYS, DAYS)
def test_signs_come_in_the_order_of_days(one, other):
    assert (sign_of(one) < sign_of(other)) == (one < other)
