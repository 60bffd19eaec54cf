"""The ticket: number, place and time, the code, what to bring, and who has looked."""

import re
from datetime import timedelta

import icalendar
import segno

from antrean.actions.cancel import cancel
from antrean.actions.show_person import show_person
from antrean.actions.take_in import take_in
from antrean.records import clock
from antrean.records.models import Reconfirmation
from tests.factories import (
    local_today,
    make_application,
    make_arrived,
    make_cell,
    make_officer,
    place_of,
    stand_at,
    submission,
)
from tests.web.paths import ticket


def page_of(browser, booked):
    return browser.get(ticket(booked.application)).content.decode()


def test_the_ticket_says_place_day_arrival_and_window_with_the_zone(browser, booked):
    page = page_of(browser, booked)

    assert "A-001" in page
    assert "Selasa, 1 Desember 2026" in page
    assert "09.00 WIB" in page
    assert "09.00–09.30 WIB" in page
    assert "Jl. Uji No. 1" in page


def test_the_ticket_shows_the_name_masked_and_no_identity_number(browser, booked, holder):
    page = page_of(browser, booked)

    assert holder.full_name not in page
    assert not re.search(r"\d{16}", page)


def test_the_code_is_drawn_as_qr_and_holds_nothing_else(browser, booked):
    code = booked.application.ticket_code
    drawn = segno.make(code, error="m", micro=False).svg_inline(omitsize=True, border=4)

    page = page_of(browser, booked)

    assert re.search(r' d="([^"]+)"', drawn)[1] in page


def test_the_code_is_spelled_for_the_ear_and_grouped_for_the_eye(browser, booked):
    code = booked.application.ticket_code

    page = page_of(browser, booked)

    assert f"{code[:4]} {code[4:]}" in page
    assert f"Kode tiket: {_spelled(code)}" in page


def test_the_stages_follow_the_visit(browser, booked):
    make_arrived(booked)

    page = page_of(browser, booked)

    assert "Sudah hadir, 09.00 WIB" in page


def test_the_holder_sees_who_has_looked_at_their_data(browser, booked, office):
    show_person(booked.application, office=office, by=make_officer(office), now=clock.now())

    page = page_of(browser, booked)

    assert "Data dibuka untuk dicocokkan dengan kartu (petugas kantor)" in page
    assert "Waktu ditetapkan (Anda)" in page


def test_a_cancelled_ticket_has_its_stamp_and_no_code(browser, booked, account):
    cancel(booked.application, by=account, now=clock.now())

    page = page_of(browser, booked)

    assert "Batal" in page
    assert "<svg" not in page
    assert "Ubah jadwal" not in page


def test_the_calendar_file_carries_the_visit_in_the_offices_zone(browser, booked):
    answer = browser.get(ticket(booked.application, "kalender.ics"))
    event = icalendar.Calendar.from_ical(answer.content).events[0]

    assert answer["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert event["uid"] == f"{booked.application.ref}@antrean.invalid"
    assert event.start == booked.arrives_at
    assert event["dtstart"].params["TZID"] == "Asia/Jakarta"


def test_after_a_cancellation_the_calendar_file_takes_the_entry_away(browser, booked, account):
    cancel(booked.application, by=account, now=clock.now())

    answer = browser.get(ticket(booked.application, "kalender.ics"))
    calendar = icalendar.Calendar.from_ical(answer.content)

    assert calendar["method"] == "CANCEL"
    assert calendar.events[0]["sequence"] == booked.sequence + 1


def test_a_week_before_nobody_is_asked_whether_they_still_come(browser, booked):
    assert "Apakah Anda tetap datang?" not in page_of(browser, booked)


def test_who_got_a_time_for_tomorrow_is_not_asked_at_once(browser, account, holder, office):
    make_cell(office, days_ahead=1)
    application = make_application(office, account=account, applicant=holder)
    take_in([submission(application)])
    given = place_of(application)

    assert given.day == local_today(office) + timedelta(days=1)
    assert "Apakah Anda tetap datang?" not in page_of(browser, given)


def test_the_day_before_the_ticket_asks_and_one_tap_answers(browser, booked):
    stand_at(booked.window_starts_at.replace(day=30, month=11))
    asked = page_of(browser, booked)

    browser.post(ticket(booked.application, "kepastian/"), {"h": "1"})

    assert "Apakah Anda tetap datang?" in asked
    assert Reconfirmation.objects.get().days_before == 1
    assert "Apakah Anda tetap datang?" not in page_of(browser, booked)


def _spelled(code):
    digits = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
    return ", ".join(digits[int(sign)] if sign.isdigit() else sign for sign in code)
