"""Moving a time, giving it back, and saying once more that one will come."""

from datetime import timedelta

import pytest

from antrean.actions.cancel import cancel
from antrean.adapters.signing import write_confirmation
from antrean.records import clock, lookups
from antrean.records.models import Appointment, Cancellation, Cell, Reconfirmation
from tests.draws import let_draw
from tests.factories import make_cell, stand_at
from tests.web.paths import ticket


@pytest.fixture
def later(office):
    """A seat two days after the one that was given."""
    return make_cell(office, seats=2, days_ahead=9)


def new_wishes(booked, **more):
    """Return a form that rules out Tuesdays, when the place was."""
    sent = {"start": "soon", "moved_before": "0", "offices": [booked.office.code]}
    return {**sent, "weekday_1": ["all"], **more}


def held(booked):
    return lookups.live_appointment(booked.application)


def moved(browser, booked, **more):
    return browser.post(ticket(booked.application, "perubahan/"), new_wishes(booked, **more))


def test_new_wishes_give_another_time(browser, booked, later):
    led = moved(browser, booked)

    assert led.url == ticket(booked.application)
    assert held(booked).cell == later


def test_pressing_change_twice_moves_once(browser, booked, later):
    moved(browser, booked)

    moved(browser, booked)

    assert held(booked).sequence == 1


def test_where_nothing_else_fits_the_old_time_stays_and_the_page_says_so(browser, booked):
    answer = moved(browser, booked)

    assert answer.status_code == 409
    assert "Jadwal lama tetap berlaku." in answer.content.decode()
    assert held(booked) == booked


def test_a_third_change_is_refused_in_words(browser, booked, later):
    booked.application.moves = 2
    booked.application.save()

    page = browser.get(ticket(booked.application, "ubah/"))
    answer = moved(browser, booked, moved_before="2")

    assert (page.status_code, answer.status_code) == (409, 409)
    assert "Jadwal boleh diubah paling banyak 2 kali." in answer.content.decode()
    assert held(booked) == booked


def test_within_two_hours_a_change_is_too_late(browser, booked, later):
    stand_at(booked.arrives_at - timedelta(hours=1))

    answer = moved(browser, booked)

    assert answer.status_code == 409
    assert "sampai dua jam sebelum waktu Anda" in answer.content.decode()
    assert held(booked) == booked


@pytest.mark.parametrize(
    "wrong",
    [
        {"offices": []},
        {"offices": ["kanim-nirwana"]},
        {"start": "after", "after_0": "30", "after_1": "2", "after_2": "2027"},
        {"moved_before": "9"},
        {"moved_before": ""},
    ],
)
def test_a_change_that_can_not_be_read_changes_nothing(browser, booked, later, wrong):
    answer = moved(browser, booked, **wrong)

    assert answer.status_code == 422
    assert held(booked) == booked


def test_cancelling_asks_once_and_thanks(browser, booked):
    asked = browser.get(ticket(booked.application, "batal/"))

    led = browser.post(ticket(booked.application, "pembatalan/"), {"reason": "sakit"}, follow=True)

    assert asked.status_code == 200
    assert "Terima kasih" in led.content.decode()
    assert Cancellation.objects.get().reason == "sakit"


def test_pressing_cancel_twice_leads_to_the_same_ticket(browser, booked):
    browser.post(ticket(booked.application, "pembatalan/"))

    again = browser.post(ticket(booked.application, "pembatalan/"))

    assert again.url == ticket(booked.application)
    assert Cancellation.objects.count() == 1


def test_a_long_reason_is_not_cut_but_asked_again(browser, booked):
    answer = browser.post(ticket(booked.application, "pembatalan/"), {"reason": "x" * 201})

    assert answer.status_code == 422
    assert held(booked) == booked


def test_once_the_window_has_begun_the_counter_decides(browser, booked):
    stand_at(booked.window_starts_at + timedelta(minutes=1))

    answer = browser.post(ticket(booked.application, "pembatalan/"))

    assert answer.status_code == 409
    assert "lapor kepada petugas" in answer.content.decode()
    assert held(booked) == booked


def test_the_link_of_a_reminder_confirms_without_signing_in(client, booked):
    link = f"/konfirmasi/{write_confirmation(booked.pk, days_before=3)}/"

    opened = client.get(link)
    tapped = client.post(link, follow=True)

    assert opened.status_code == 200
    assert "Terima kasih, kedatangan Anda tercatat" in tapped.content.decode()
    assert Reconfirmation.objects.get().days_before == 3


def test_opening_the_link_alone_confirms_nothing(client, booked):
    client.get(f"/konfirmasi/{write_confirmation(booked.pk, days_before=3)}/")

    assert not Reconfirmation.objects.exists()


def test_the_link_tells_no_name(client, booked, holder):
    page = client.get(f"/konfirmasi/{write_confirmation(booked.pk, days_before=3)}/")

    assert holder.full_name.split()[0] not in page.content.decode()


@pytest.mark.parametrize("token", ["x", "WzEsM10:1abc:forged", "%ff"])
def test_a_forged_link_does_not_exist(client, booked, token):
    assert client.post(f"/konfirmasi/{token}/").status_code == 404
    assert not Reconfirmation.objects.exists()


def test_the_link_of_a_place_given_back_says_so(client, booked, account):
    link = f"/konfirmasi/{write_confirmation(booked.pk, days_before=1)}/"
    cancel(booked.application, by=account, now=clock.now())

    answer = client.post(link)

    assert answer.status_code == 409
    assert "Janji ini sudah tidak berlaku" in answer.content.decode()


def test_no_page_before_the_ticket_lists_hours_or_seats(browser, booked, later):
    pages = [
        browser.get(path).content.decode()
        for path in (
            "/kantor/kanim-batam/",
            "/kantor/?cari=batam",
            ticket(booked.application, "ubah/"),
        )
    ]

    assert Cell.objects.count() == 2
    assert Appointment.objects.count() == 1
    assert not [page for page in pages if "09.00–09.30" in page or "tempat tersisa" in page]


def test_a_reason_with_an_identity_number_is_not_kept(browser, booked):
    answer = browser.post(
        ticket(booked.application, "pembatalan/"), {"reason": "NIK 2172 0141 0101 0001"}
    )

    assert answer.status_code == 422
    assert held(booked) == booked


def test_nobody_can_confirm_before_they_are_asked(browser, booked):
    browser.post(ticket(booked.application, "kepastian/"), {"h": "1"})

    assert not Reconfirmation.objects.exists()


def test_a_refused_change_is_explained_in_the_readers_language(browser, booked):
    booked.application.moves = 2
    booked.application.save()
    browser.cookies["bahasa"] = "en"

    page = browser.get(ticket(booked.application, "ubah/")).content.decode()

    assert "2 times" in page


def test_nobody_moves_into_an_office_that_draws_and_the_page_says_what_can_be_done(
    browser, booked, later, office
):
    let_draw(office)

    answer = moved(browser, booked)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Kantor pilihan Anda mengundi waktunya" in page
    assert "batalkan dulu janji ini, lalu buat permohonan baru." in page
    assert "sudah terisi" not in page
    assert held(booked) == booked
