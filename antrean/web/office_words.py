"""Says in words what is known about one office: hours, capacity and its basis, each next day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from django.utils.translation import gettext as _

from antrean.domain import wording
from antrean.domain.calendar import ClosedDay
from antrean.domain.office_facts import Hours
from antrean.records.models import Capacity, Office
from antrean.records.office_sheet import OfficeSheet
from antrean.ui.pieces import Row
from antrean.web import reader

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayRow:
    """One of the next days: whether there is room, or the reason why not."""

    day: date
    said: str
    status: str
    is_open: bool


def facts(office: Office, *, sheet: OfficeSheet) -> list[Row]:
    """Return address, hours, zone and capacity, each with what it is based on."""
    rows = [
        Row(_("Alamat"), office.address or _("belum kami ketahui")),
        Row(_("Kota dan provinsi"), f"{office.city}, {office.province}"),
        Row(_("Jam buka"), "\n".join(_hours(office, sheet))),
        Row(_("Kapasitas"), _capacity(sheet.capacity)),
    ]
    if office.parent:
        rows.insert(0, Row(_("Bagian dari"), office.parent.name))
    return rows


def months(office: Office, *, sheet: OfficeSheet) -> list[tuple[str, list[DayRow]]]:
    """Return the next days with their status, month by month, each month with its name."""
    rows = _days(office, sheet=sheet)
    return [(month, list(each)) for month, each in groupby(rows, key=lambda row: _month(row.day))]


def _month(day: date) -> str:
    return wording.date_in_words(day, language=reader.language()).split(" ", 1)[1]


def _days(office: Office, *, sheet: OfficeSheet) -> list[DayRow]:
    """Say each day's status; how many seats are left is never said."""
    return [
        DayRow(
            day=day,
            said=f"{wording.weekday_in_words(day.weekday(), language=reader.language())} {day.day}",
            status=_status(day, closed, timezone=office.timezone),
            is_open=closed is None,
        )
        for day, closed in sheet.days.items()
    ]


def opening(office: Office, *, sheet: OfficeSheet) -> str:
    """Say until when days are open, and when the next one opens."""
    return _("Hari sampai %(last)s sudah dibuka. Hari berikutnya dibuka %(at)s.") % {
        "last": wording.day_in_words(sheet.last_open, language=reader.language()),
        "at": wording.instant_in_words(
            sheet.next_opens_at, timezone=office.timezone, language=reader.language()
        ),
    }


def _status(day: date, closed: ClosedDay | None, *, timezone: str) -> str:
    if closed is None:
        return _("ada tempat")
    name = closed.name_en if reader.in_english() else closed.name_id
    match closed.reason:
        case "holiday":
            return _("libur: %(name)s") % {"name": name}
        case "closed":
            return _("tutup: %(name)s") % {"name": name}
        case "weekend":
            return _("tutup, akhir pekan") if day.weekday() >= SATURDAY else _("tutup")
        case "full":
            return _("penuh")
        case "not_sold_here":
            return _("tidak dilayani di sini")
    if closed.opens_at is None:
        return _("belum dibuka")
    at = wording.instant_in_words(closed.opens_at, timezone=timezone, language=reader.language())
    return _("belum dibuka, dibuka %(at)s") % {"at": at}


def _hours(office: Office, sheet: OfficeSheet) -> Iterator[str]:
    if not sheet.hours:
        yield _("belum kami ketahui")
    said = [(hours.weekday, _spans(hours, timezone=office.timezone)) for hours in sheet.hours]
    for (_gap, spans), days in groupby(enumerate(said), key=_run):
        weekdays = [weekday for _place, (weekday, _spans_said) in days]
        yield f"{_from_to(weekdays[0], weekdays[-1])}:"
        yield spans
    if sheet.hours and sheet.hours_are_assumed:
        yield _("(perkiraan, belum dipastikan kantor)")


def _run(placed: tuple[int, tuple[int, str]]) -> tuple[int, str]:
    """Return what neighbouring days with the same hours have in common."""
    place, (weekday, spans) = placed
    return weekday - place, spans


def _from_to(first: int, last: int) -> str:
    names = [wording.weekday_in_words(day, language=reader.language()) for day in (first, last)]
    if first == last:
        return names[0]
    return _("%(first)s sampai %(last)s") % {"first": names[0], "last": names[1]}


def _spans(hours: Hours, *, timezone: str) -> str:
    if hours.break_starts is None or hours.break_ends is None:
        return _span(hours.opens, hours.closes, timezone)
    morning = _span(hours.opens, hours.break_starts, timezone)
    return f"{morning}, {_span(hours.break_ends, hours.closes, timezone)}"


def _span(starts: time, ends: time, timezone: str) -> str:
    return wording.window_in_words(starts, end=ends, timezone=timezone, language=reader.language())


def _capacity(capacity: Capacity | None) -> str:
    if capacity is None:
        return _("belum kami ketahui")
    people = _("%(seats)d orang sehari") % {"seats": capacity.seats_per_day}
    if capacity.basis == "published":
        since = wording.date_in_words(capacity.valid_from, language=reader.language())
        basis = _("kuota yang diumumkan, sejak %(since)s") % {"since": since}
    else:
        basis = _("perkiraan: %(booths)d loket x %(each)d orang") % {
            "booths": capacity.booths or 0,
            "each": capacity.per_booth or 0,
        }
    return f"{people}\n({basis})"
