"""The calendar file: the same entry for life, replaced when the time changes."""

from datetime import UTC, datetime

import icalendar
import pytest

from antrean.adapters.calendar_file import CalendarEntry, calendar_file

MORNING = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)


def entry(**changes):
    facts = {
        "ref": "k3Yq_x-7Zp0a",
        "sequence": 0,
        "starts_at": MORNING,
        "ends_at": datetime(2026, 12, 1, 3, 0, tzinfo=UTC),
        "timezone": "Asia/Jayapura",
        "written_at": datetime(2026, 11, 24, tzinfo=UTC),
        "summary": "Janji paspor, A-012",
        "location": "Kantor Imigrasi; Jl. Percetakan, Jayapura",
        "description": "Bawa KTP asli.\nDatang sendiri.",
    }
    return CalendarEntry(**{**facts, **changes})


def parsed(text):
    calendar = icalendar.Calendar.from_ical(text)
    return calendar, calendar.events[0]


def test_an_entry_carries_the_offices_zone_and_wall_time():
    text = calendar_file(entry())

    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Jayapura\r\n" in text
    assert b"DTSTART;TZID=Asia/Jayapura:20261201T113000\r\n" in text
    assert parsed(text)[1].start == MORNING


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_every_zone_of_the_country_describes_itself(zone):
    calendar, _ = parsed(calendar_file(entry(timezone=zone)))

    assert [each["tzid"] for each in calendar.timezones] == [zone]


def test_a_moved_appointment_keeps_its_name_and_counts_up():
    _, before = parsed(calendar_file(entry()))
    _, after = parsed(calendar_file(entry(sequence=1)))

    assert before["uid"] == after["uid"] == "k3Yq_x-7Zp0a@antrean.invalid"
    assert (before["sequence"], after["sequence"]) == (0, 1)


def test_a_given_appointment_is_published_with_a_reminder():
    calendar, event = parsed(calendar_file(entry()))

    assert calendar["method"] == "PUBLISH"
    assert event["status"] == "CONFIRMED"
    assert len(event.alarms.times) == 1


def test_a_cancelled_appointment_takes_the_entry_away():
    calendar, event = parsed(calendar_file(entry(), cancelled=True))

    assert calendar["method"] == "CANCEL"
    assert event["status"] == "CANCELLED"
    assert "BEGIN:VALARM" not in event.to_ical().decode()


def test_commas_semicolons_and_line_breaks_arrive_as_they_were_written():
    _, event = parsed(calendar_file(entry()))

    assert event["location"] == "Kantor Imigrasi; Jl. Percetakan, Jayapura"
    assert event["description"] == "Bawa KTP asli.\nDatang sendiri."


def test_lines_are_folded_and_end_as_the_standard_asks():
    text = calendar_file(entry(description="panjang " * 60))

    assert text.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, text.split(b"\r\n"))) <= 75
