"""Asking for an exception at a counter: a number, a reason, and nothing before a second person."""

import pytest

from antrean.records.models import OrderException
from tests.counter.hall.console_scenes import press, press_for

REASON = "Harus ke rumah sakit pukul sepuluh."


@pytest.mark.parametrize("written", ["W-001", "w1", "W 001", "w.1"])
def test_a_number_is_found_however_it_is_written(desk, shift, walked_in, written):
    page = press(desk, "pengecualian/", number=written, reason=REASON)

    assert OrderException.objects.get().visit == walked_in
    assert "Pengecualian untuk W-001 sudah diminta. Orang kedua harus menyetujuinya." in page


@pytest.mark.parametrize(
    ("number", "reason", "said"),
    [
        ("W-001", "Sakit.", "Alasan terlalu pendek."),
        ("W-099", REASON, "Nomor ini belum hadir hari ini."),
        ("dua belas", REASON, "Ini bukan nomor antrean."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(desk, shift, walked_in, number, reason, said):
    page = press(desk, "pengecualian/", number=number, reason=reason)

    assert said in page
    assert not OrderException.objects.exists()


def test_asking_twice_says_that_the_second_person_decides(desk, shift, walked_in):
    press(desk, "pengecualian/", number="W-001", reason=REASON)

    page = press(desk, "pengecualian/", number="W-001", reason=REASON)

    assert "Pengecualian untuk nomor ini sudah diminta." in page
    assert OrderException.objects.count() == 1


def test_who_is_at_a_counter_needs_no_exception(desk, shift, call):
    page = press(desk, "pengecualian/", number="A-001", reason=REASON)

    assert "Nomor ini sedang tidak menunggu." in page


def test_the_number_stays_where_it_is_until_somebody_agrees(desk, shift, walked_in, waiting):
    press(desk, "pengecualian/", number="W-001", reason=REASON)

    page = press(desk, "panggilan/", panggilan="")

    assert "A-001 dipanggil" in page
    press_for(desk, waiting.calls.get(), "parkir/", alasan="other")
