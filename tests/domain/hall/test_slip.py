"""A slip: what may stand on paper that anybody may find on the floor."""

from dataclasses import FrozenInstanceError, fields

import pytest

from antrean.domain.hall.slip import Slip


def test_a_number_and_its_office_are_enough():
    slip = Slip(office="Kantor Imigrasi Uji", number="W-012")

    assert (slip.title, slip.sentences, slip.lines, slip.code) == ("", (), (), "")


def test_a_slip_has_no_place_for_a_name_or_an_identity_number():
    assert {field.name for field in fields(Slip)} == {
        "office",
        "number",
        "title",
        "sentences",
        "lines",
        "code",
        "printed_at",
        "free",
    }


@pytest.mark.parametrize("private", ["name", "nik", "born"])
def test_whoever_hands_one_over_is_refused(private):
    with pytest.raises(TypeError, match=private):
        Slip(office="Kantor Imigrasi Uji", number="W-012", **{private: "x"})


def test_a_slip_is_not_changed_once_it_is_written():
    slip = Slip(office="Kantor Imigrasi Uji", number="W-012")

    with pytest.raises(FrozenInstanceError):
        slip.number = "W-013"
