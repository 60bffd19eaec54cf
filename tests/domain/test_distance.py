"""Distances rank offices by nearness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.distance import kilometres

places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_jakarta_and_surabaya_are_about_660_kilometres_apart():
    assert kilometres((-6.2146, 106.8451), to_point=(-7.2492, 112.7508)) == pytest.approx(
        662, abs=5
    )


@given(places)
def test_a_place_is_where_it_is(place):
    assert kilometres(place, to_point=place) == pytest.approx(0, abs=1e-6)


@given(places, places)
def test_the_way_back_is_as_long_and_never_longer_than_half_the_earth(here, there):
    way = kilometres(here, to_point=there)

    assert kilometres(there, to_point=here) == pytest.approx(way)
    assert 0 <= way <= 20_016
