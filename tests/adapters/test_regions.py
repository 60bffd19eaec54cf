"""A place leads to its province, also where no office stands."""

import pytest

from antrean.adapters.regions import province_of


@pytest.mark.parametrize(
    ("place", "province"),
    [
        ("Sleman", "DI Yogyakarta"),
        ("gambir", "DKI Jakarta"),
        ("Bintan", "Kepulauan Riau"),
        ("Wamena", "Papua Pegunungan"),
    ],
)
def test_a_place_lies_in_its_province(place, province):
    assert province_of(place) == province


@pytest.mark.parametrize("text", ["", "zzzzqqq", "\x00", "%%"])
def test_what_is_no_place_lies_nowhere(text):
    assert province_of(text) is None
