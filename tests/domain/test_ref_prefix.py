"""What the references of one day begin with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.ref_prefix import prefix_of

DAYS = st.dates(date(1970, 1, 1), date(2149, 6, 6))


@pytest.mark.parametrize(
    ("day", "prefix"),
    [(date(1970, 1, 1), "0000"), (date(2026, 11, 24), "512d"), (date(2149, 6, 6), "ffff")],
)
def test_a_day_is_written_as_its_number(day, prefix):
    assert prefix_of(day) == prefix


@given(DAYS, DAYS)
def test_prefixes_come_in_the_order_of_days(one, other):
    assert (prefix_of(one) < prefix_of(other)) == (one < other)
