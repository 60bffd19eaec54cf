"""Says in words what a list tells about each office: where, how far, when it has room."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from antrean.domain.office_facts import Closing
from antrean.domain.wording import date_in_words, day_in_words, kilometres, zone_label
from antrean.records import receipts, reference
from antrean.records.calendar_facts import known_facts
from antrean.records.lookups import local_day
from antrean.records.models import Office
from antrean.records.reference import Near
from antrean.records.vacancies import first_free_days
from antrean.ui import pieces
from antrean.web import drawn, reader
from antrean.web.finding import Search

CLOSINGS_WITHIN = timedelta(days=14)
CLOSINGS_MOST = 2
METROPOLIS_KM = 20
"""Offices of one metropolis share a point: below this, a distance to them means nothing."""


def rows(
    offices: Sequence[Office],
    *,
    near: Iterable[Near] = (),
    pools: Sequence[str] = ("regular",),
    now: datetime,
) -> list[pieces.Office]:
    """Return a row for each office, in order.

    One that was added a moment ago, and whose calendar is not known yet, is left out.
    """
    return [row for _, row in _described(offices, near=near, pools=pools, now=now)]


def _described(
    offices: Iterable[Office], *, near: Iterable[Near], pools: Sequence[str], now: datetime
) -> list[tuple[Office, pieces.Office]]:
    facts = known_facts(now.date())
    known = [office for office in offices if office.code in facts]
    distances = {each.office.code: each.kilometres for each in near}
    free = first_free_days(known, pools=pools, now=now)
    drawing = reference.drawing_offices(receipts.day_of(now))
    rows = [
        pieces.Office(
            name=office.name,
            url=_url(office.code),
            place=f"{office.city}, {office.province}",
            distance=_distance(office, distances.get(office.code)),
            zone=zone_label(office.timezone),
            offers=drawn.since(drawing[office.code]) if office.code in drawing else "",
            earliest=drawn.each_day(office, now=now)
            if office.code in drawing
            else week_with_room(free.get(office.code), today=local_day(office, now=now)),
            closed=_closed(facts[office.code].closings, now=now, office=office),
        )
        for office in known
    ]
    return list(zip(known, rows, strict=True))


@cache
def _url(code: str) -> str:
    return reverse("web:office_page", args=[code])


def choices(
    search: Search, *, pools: Sequence[str], now: datetime, kept: Sequence[Office] = ()
) -> list[tuple[str, pieces.Option]]:
    """Return the rows as choices of a form: those kept first, then what was found."""
    once = {office.code: office for office in (*kept, *search.offices)}
    described = _described(once.values(), near=search.near, pools=pools, now=now)
    return [(office.code, _option(row)) for office, row in described]


def week_with_room(day: date | None, *, today: date) -> str:
    """Say in which week the first free seat lies; never how many seats or which hours."""
    if day is None:
        return _("Belum ada tempat. Hari baru dibuka setiap hari.")
    weeks = (monday_of(day) - monday_of(today)).days // 7
    if weeks <= 1:
        return _("Ada tempat pekan depan") if weeks else _("Ada tempat pekan ini")
    said = date_in_words(monday_of(day), language=reader.language())
    return _("Ada tempat mulai pekan %(day)s") % {"day": said}


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _option(row: pieces.Office) -> pieces.Option:
    where = " · ".join(filter(None, (str(row.distance), str(row.place), row.zone)))
    parts = (where, row.earliest, row.offers, row.closed)
    return pieces.Option(row.name, hint="\n".join(str(part) for part in parts if part))


def _distance(office: Office, distance_km: float | None) -> str:
    if distance_km is None or distance_km < 1:
        return ""
    if office.coordinate_precision == "metropolis" and distance_km < METROPOLIS_KM:
        return ""
    said = kilometres(distance_km, language=reader.language())
    return _("sekitar %(distance)s") % {"distance": said}


def _closed(closings: Mapping[date, Closing], *, now: datetime, office: Office) -> str:
    after, last = local_day(office, now=now), now.date() + CLOSINGS_WITHIN
    coming = sorted(day for day in closings if after < day <= last)[:CLOSINGS_MOST]
    return "; ".join(
        _("Tutup %(day)s (%(reason)s)") % {"day": _said(day), "reason": closing_name(closings[day])}
        for day in coming
    )


def closing_name(closing: Closing) -> str:
    """Return why an office is closed on a day, in the reader's language."""
    english = reader.in_english()
    return closing.name_en if english else closing.name_id


def _said(day: date) -> str:
    return day_in_words(day, language=reader.language())
