"""Whatever is sent, the answer is clear, the status right, and nothing changes."""

from datetime import timedelta

import pytest
from django.forms.models import model_to_dict

from antrean.records.models import Application, Appointment, LedgerEntry
from tests.factories import make_applicant, make_office
from tests.web.paths import step, ticket

STEPS = ["keperluan", "paspor-lama", "siapa", "kantor", "kantor-lain", "waktu"]
ALL_DAY = {f"weekday_{weekday}": ["all"] for weekday in range(5)}


def after(day, month, year):
    return {"start": "after", "after_0": day, "after_1": month, "after_2": year}


def single(day, month, year):
    return {"start": "soon", "date_1_0": day, "date_1_1": month, "date_1_2": year}


def everything():
    """Return all that a bad request might have changed."""
    return (
        [model_to_dict(row) for row in Application.objects.order_by("pk")],
        [model_to_dict(row) for row in Appointment.objects.order_by("pk")],
        LedgerEntry.objects.count(),
    )


@pytest.mark.parametrize(
    ("name", "sent", "said"),
    [
        ("keperluan", {}, "Pilih satu keperluan."),
        ("keperluan", {"purpose": "visa"}, "Pilih satu keperluan dari daftar."),
        ("keperluan", {"purpose": "new\x00"}, "Pilih satu keperluan dari daftar."),
        ("paspor-lama", {"had_passport": "maybe"}, "Pilih ya atau belum."),
        ("siapa", {}, "Pilih siapa yang datang."),
        ("siapa", {"applicant": "x"}, "Pilih orang dari daftar Anda."),
        ("siapa", {"applicant": "999999999999999999999"}, "Pilih orang dari daftar Anda."),
        ("kantor", {}, "Pilih satu kantor."),
        ("kantor", {"office": "kanim-nirwana"}, "Kantor ini tidak kami kenal."),
        ("kantor", {"office": "'; DROP TABLE"}, "Kantor ini tidak kami kenal."),
        ("kantor-lain", {"also": "kanim-nirwana"}, "Kantor ini tidak kami kenal."),
        ("waktu", {}, "Pilih secepatnya atau setelah tanggal tertentu."),
        ("waktu", {"start": "soon", **ALL_DAY}, "Sisakan paling sedikit satu waktu."),
        ("waktu", {"start": "soon", "weekday_0": "night"}, "Pilih bagian hari dari daftar."),
        ("waktu", {"start": "after"}, "Isi tanggal, atau pilih Secepatnya."),
        ("waktu", after("31", "11", "2026"), "Tanggal ini tidak ada."),
        ("waktu", after("29", "2", "2027"), "Tanggal ini tidak ada."),
        ("waktu", after("satu", "dua", "tiga"), "Tanggal ini tidak ada."),
        ("waktu", after("1", "", "2027"), "Isi tanggal, atau pilih Secepatnya."),
        ("waktu", after("23", "11", "2026"), "Tanggal ini sudah lewat."),
        ("waktu", after("1", "1", "9999"), "Tanggal ini terlalu jauh."),
        ("waktu", single("29", "2", "2027"), "Tanggal ini tidak ada."),
        ("waktu", single("24", "11", "2026"), "Tanggal ini sudah lewat."),
        ("waktu", single("1", "1", "0"), "Tanggal ini tidak ada."),
    ],
)
def test_a_bad_answer_is_said_twice_and_changes_nothing(browser, answered, name, sent, said):
    before = everything()

    page = browser.post(step(answered, name), sent)

    words = page.content.decode()
    assert page.status_code == 422
    assert "<title>Kesalahan:" in words
    assert words.count(said) == 2
    assert everything() == before


def test_the_leap_day_of_a_leap_year_is_a_day(browser, answered, monkeypatch):
    monkeypatch.setattr("antrean.web.forms.times.AHEAD_MAX", timedelta(days=732))

    led = browser.post(step(answered, "waktu"), after("29", "2", "2028"))

    assert led.status_code == 302
    assert Application.objects.get().wishes["not_before"] == "2028-03-01"


def test_more_than_two_neighbours_are_too_many(browser, answered):
    codes = ["kanim-medan", "kanim-ambon", "kanim-biak"]
    for code in codes:
        make_office(code)
    before = everything()

    page = browser.post(step(answered, "kantor-lain"), {"also": codes})

    assert page.status_code == 422
    assert "Pilih paling banyak dua kantor lain." in page.content.decode()
    assert everything() == before


def test_nothing_typed_is_lost_in_a_form_with_mistakes(browser, answered):
    sent = after("31", "11", "2026") | {"weekday_2": ["late"]}

    page = browser.post(step(answered, "waktu"), sent).content.decode()

    assert 'name="after_0" value="31"' in page
    assert page.count(" checked") == 2


def test_a_date_that_does_not_count_may_be_wrong(browser, answered):
    sent = after("31", "11", "2026") | {"start": "soon"}

    assert browser.post(step(answered, "waktu"), sent).status_code == 302


def test_somebody_elses_person_can_not_be_chosen(browser, stranger, answered):
    other = make_applicant(None, helped_at=make_office("kanim-medan"))
    before = everything()

    page = browser.post(step(answered, "siapa"), {"applicant": other.pk})

    assert page.status_code == 422
    assert everything() == before


@pytest.mark.parametrize("name", [*STEPS, "periksa", "hasil"])
def test_somebody_elses_application_is_as_unknown_as_none(stranger, answered, name):
    before = everything()

    theirs = stranger.get(step(answered, name))
    nobodys = stranger.get(f"/permohonan/tidak-ada/{name}/")

    assert theirs.status_code == nobodys.status_code == 404
    assert _without_address(theirs) == _without_address(nobodys)
    assert everything() == before


@pytest.mark.parametrize("page", ["", "kalender.ics", "ubah/", "batal/", "kepastian/"])
def test_somebody_elses_ticket_is_as_unknown_as_none(stranger, booked, page):
    theirs = stranger.get(ticket(booked.application, page))
    nobodys = stranger.get(f"/janji/tidak-ada/{page}")

    assert theirs.status_code == nobodys.status_code == 404
    assert _without_address(theirs) == _without_address(nobodys)


@pytest.mark.parametrize("page", ["perubahan/", "pembatalan/", "kepastian/"])
def test_nobody_else_can_change_a_ticket(stranger, booked, page):
    before = everything()

    answer = stranger.post(ticket(booked.application, page), {"h": "1"})

    assert answer.status_code == 404
    assert everything() == before


@pytest.mark.parametrize("name", STEPS)
def test_an_answer_after_sending_is_refused(browser, booked, name):
    before = everything()

    answer = browser.post(step(booked.application, name), {"purpose": "new", "start": "soon"})

    assert answer.status_code == 409
    assert "Permohonan ini sudah dikirim" in answer.content.decode()
    assert everything() == before


def test_sending_an_answer_again_keeps_the_same_answer(browser, answered):
    browser.post(step(answered, "waktu"), {"start": "soon", "weekday_3": ["early"]})
    first = Application.objects.get().wishes

    browser.post(step(answered, "waktu"), {"start": "soon", "weekday_3": ["early"]})

    assert Application.objects.get().wishes == first


@pytest.mark.parametrize("name", [*STEPS, "pembukaan"])
def test_bytes_that_are_no_text_change_nothing(browser, answered, name):
    before = everything()
    body = b"purpose=%ff%fe&had_passport=%c3%28&applicant=\xff&office=%ff&also=%ff&start=%ff"

    answer = browser.post(
        step(answered, name), body, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code in (409, 422)
    assert everything() == before


@pytest.mark.parametrize("path", ["/kantor/?cari=%ff%00", "/kantor/?lat=x&lon=999", "/syarat/%ff/"])
def test_addresses_that_are_no_text_are_answered(client, office, path):
    assert client.get(path).status_code in (200, 404)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("name", [*STEPS, "periksa", "hasil", "pembukaan"])
def test_a_method_without_meaning_is_refused(browser, answered, name, method):
    before = everything()

    answer = getattr(browser, method)(step(answered, name))

    assert answer.status_code == 405
    assert everything() == before


@pytest.mark.parametrize("page", ["perubahan/", "pembatalan/"])
def test_deeds_are_never_done_by_opening_an_address(browser, booked, page):
    assert browser.get(ticket(booked.application, page)).status_code == 405


@pytest.mark.parametrize("name", ["periksa", "hasil"])
def test_pages_to_read_take_no_posts(browser, answered, name):
    assert browser.post(step(answered, name)).status_code == 405


def _without_address(answer):
    """Return a page without what differs by design: the address asked for and the form token."""
    words = answer.content.decode().splitlines()
    return [line for line in words if "csrfmiddlewaretoken" not in line]
