"""A letter says when, where and what to bring, in the reader's language, and nothing too much."""

import re
from email.utils import parsedate_to_datetime

import pytest
from django.urls import resolve

from antrean.adapters.signing import read_confirmation
from antrean.domain import notices, wording
from antrean.jobs import letters
from antrean.records import clock
from tests.factories import nik_of
from tests.jobs.reading import calendar_of, letter_about, page_of, pictures_of, text_of

pytestmark = pytest.mark.django_db

COMING = ("appointment_given", "appointment_moved", *notices.REMINDERS)
ENDS = tuple(sorted(notices.ABOUT_AN_END - {"application_withdrawn"}))  # that one had no place
HEADINGS = {
    "appointment_given": ("Waktu Anda sudah ditetapkan", "Your time is set"),
    "appointment_moved": ("Jadwal Anda sudah berubah", "Your time has changed"),
    "appointment_cancelled": ("Janji Anda sudah dibatalkan", "Your appointment is cancelled"),
    "application_released": (
        "Janji ini diakhiri oleh petugas",
        "An officer has ended this appointment",
    ),
    "reminder_3_days": ("Janji Anda 7 hari lagi", "Your appointment is in 7 days"),
    "reminder_1_day": ("Janji Anda 7 hari lagi", "Your appointment is in 7 days"),
    "papers_missing": ("Ada berkas yang belum lengkap", "Some of your papers are missing"),
    "reminder_2_hours": ("Datanglah hari ini pukul 09.00 WITA", "Come today at 09:00 WITA"),
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_every_kind_speaks_indonesian_by_itself(place, kind):
    message = letter_about(place, kind)

    assert text_of(message).startswith(HEADINGS[kind][0] + "\n")
    assert message["Content-Language"] == "id"
    assert wording.day_in_words(place.day, language="id") in text_of(message)


@pytest.mark.parametrize("kind", HEADINGS)
def test_every_kind_speaks_english_to_those_who_read_english(english_place, kind):
    message = letter_about(english_place, kind)

    assert text_of(message).startswith(HEADINGS[kind][1] + "\n")
    assert '<html lang="en">' in page_of(message)
    assert wording.day_in_words(english_place.day, language="en") in text_of(message)
    assert "Anda" not in text_of(message)


@pytest.mark.parametrize("kind", COMING)
def test_whoever_comes_reads_the_arrival_with_its_zone_the_number_and_the_code(place, kind):
    code = wording.grouped_code(place.application.ticket_code)

    for said in (text_of(letter_about(place, kind)), page_of(letter_about(place, kind))):
        assert "09.00 WITA" in said
        assert "09.00\N{EN DASH}09.30 WITA" in said
        assert "Kantor Imigrasi Ujung" in said
        assert "Jl. Uji No. 1" in said
        assert "A-001" in said
        assert code in said


@pytest.mark.parametrize("kind", COMING)
def test_whoever_comes_is_led_to_the_ticket_and_told_that_queueing_is_free(place, kind, settings):
    said = text_of(letter_about(place, kind))

    assert f"{settings.PUBLIC_ADDRESS}/janji/{place.application.ref}/\n" in said
    assert "Mengantre gratis, jangan bayar calo." in said


@pytest.mark.parametrize("kind", COMING)
def test_the_qr_code_travels_with_the_letter(place, kind):
    message = letter_about(place, kind)

    picture = pictures_of(message)[0]
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in page_of(message)


@pytest.mark.parametrize("kind", ENDS)
def test_a_letter_about_an_end_shows_no_code_that_could_be_used(place, kind):
    message = letter_about(place, kind)

    assert pictures_of(message) == []
    assert wording.grouped_code(place.application.ticket_code) not in text_of(message)


@pytest.mark.parametrize("kind", HEADINGS)
def test_the_subject_names_office_and_time_and_no_person(place, kind):
    subject = letter_about(place, kind)["Subject"]

    assert "Kantor Imigrasi Ujung" in subject
    assert "09.00 WITA" in subject
    assert place.application.applicant.full_name.split()[0] not in subject


@pytest.mark.parametrize("kind", HEADINGS)
def test_the_subject_begins_without_a_blank(place, kind):
    """24 November 2026: a subject of 72 letters was folded right after its name."""
    assert not letter_about(place, kind)["Subject"].startswith(" ")


@pytest.mark.parametrize("kind", HEADINGS)
def test_no_letter_holds_the_identity_number_or_the_full_name(place, kind):
    everything = letter_about(place, kind).as_string() + text_of(letter_about(place, kind))

    assert nik_of(place.application.applicant) not in everything
    assert place.application.applicant.full_name not in everything


@pytest.mark.parametrize("kind", HEADINGS)
def test_the_html_fetches_nothing_and_needs_no_style(place, kind):
    page = page_of(letter_about(place, kind))

    assert re.findall(r'(?:src|background)="(?!cid:)', page) == []
    assert "style" not in page
    assert "<script" not in page


@pytest.mark.parametrize(("kind", "days"), [("reminder_3_days", 3), ("reminder_1_day", 1)])
def test_reminders_of_the_days_before_confirm_with_one_tap(place, kind, days):
    said = text_of(letter_about(place, kind))

    token = re.search(r"/konfirmasi/([^/\s]+)/", said).group(1)
    assert read_confirmation(token) == (place.pk, days)


@pytest.mark.parametrize("kind", ["appointment_given", "appointment_moved", "reminder_2_hours"])
def test_nothing_else_asks_for_confirmation(place, kind):
    assert "/konfirmasi/" not in text_of(letter_about(place, kind))


@pytest.mark.parametrize(
    "path",
    [
        *(letters.HOME, letters.SIGN_IN, letters.SIGN_UP, letters.NEW_PASSWORD),
        letters.TICKET.format("k3Yq_x-7Zp0a"),
        letters.CONFIRMATION.format("WzYsM10:1xVmJI:yWfjAT8L7jIa"),
    ],
)
def test_every_address_in_a_letter_leads_somewhere(path):
    assert resolve(path)


def test_the_headers_come_from_the_notice_and_the_one_clock(place):
    message = letter_about(place, "appointment_given")

    assert message["Message-ID"] == "<1@antrean.invalid>"
    assert message["To"] == "siti@contoh.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert abs((parsedate_to_datetime(message["Date"]) - clock.now()).total_seconds()) < 60


def test_a_given_place_comes_as_a_calendar_entry_in_the_offices_zone(place):
    calendar = calendar_of(letter_about(place, "appointment_given"))

    event = calendar.events[0]
    assert calendar["method"] == "PUBLISH"
    assert event["uid"] == f"{place.application.ref}@antrean.invalid"
    assert event["sequence"] == 0
    assert event["dtstart"].params["TZID"] == "Asia/Makassar"
    assert event.start == place.arrives_at


def test_moves_and_a_cancellation_keep_the_entrys_name_and_count_up(place):
    given = calendar_of(letter_about(place, "appointment_given")).events[0]
    place.sequence = 1
    moved = calendar_of(letter_about(place, "appointment_moved")).events[0]
    cancelled = calendar_of(letter_about(place, "appointment_cancelled"))

    assert given["uid"] == moved["uid"] == cancelled.events[0]["uid"]
    assert [given["sequence"], moved["sequence"], cancelled.events[0]["sequence"]] == [0, 1, 2]
    assert cancelled["method"] == "CANCEL"


def test_what_is_missing_at_the_counter_is_mailed_line_by_line(place):
    message = letter_about(place, "papers_missing", content={"missing": ["Kartu Keluarga"]})

    assert "Yang belum ada:\n- Kartu Keluarga" in text_of(message)
    assert "<li>Kartu Keluarga</li>" in page_of(message)
    assert "sampai kantor tutup" in text_of(message)
