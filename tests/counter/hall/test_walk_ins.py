"""Without an appointment: the slip speaks the visitor's language, a full day says what to do."""

import pytest

from antrean.counter.hall.walk_ins import WalkInForm
from antrean.records import clock
from antrean.records.models import Visit
from tests.factories import make_walk_in

HERE = "/loket/kanim-batam/"
KEY = "6d1b4d0e-6b0e-4d36-9d5c-0d8f2c1f7a11"


def asks(client, **more):
    form = {"service": "new", "people": "1", "language": "id", "key": KEY} | more
    answer = client.post(f"{HERE}datang-langsung/", form, follow=True)
    return answer.content.decode()


def test_one_press_is_enough_for_the_most_common_case(front, shift):
    chosen = {name: field.initial for name, field in WalkInForm().fields.items() if field.initial}

    page = asks(front, service=chosen["service"], people=chosen["people"])

    assert "W-001" in page
    assert "Mengantre gratis." in page


def test_the_slip_is_in_the_visitors_language_and_the_keys_in_the_staffs(front, shift):
    page = asks(front, language="en")

    assert '<article class="card slip" lang="en">' in page
    assert "Queueing is free." in page
    assert "Kembali ke pintu" in page
    assert Visit.objects.get().language == "en"


def test_a_full_day_leads_an_officer_on_to_a_new_appointment(desk, booked):
    page = asks(desk)

    assert "Hari ini sudah penuh." in page
    assert f'href="{HERE}bantuan/"' in page
    assert not Visit.objects.exists()


def test_a_full_day_tells_a_receptionist_where_appointments_are_made(front, booked):
    page = asks(front)

    assert "Buka halaman membuat janji" in page
    assert f'href="{HERE}bantuan/"' not in page


@pytest.mark.parametrize("wrong", [{"service": "visa"}, {"people": "7"}, {"language": "xx"}])
def test_what_the_page_does_not_offer_gives_no_number(front, shift, wrong):
    asks(front, **wrong)

    assert not Visit.objects.exists()


def test_the_slip_of_another_office_is_not_there(front, stranger_office):
    theirs = make_walk_in(stranger_office, at=clock.now())

    assert front.get(f"{HERE}kunjungan/{theirs.pk}/nomor/").status_code == 404
