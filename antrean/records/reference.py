"""Look-ups in the reference data: offices near and far, their calendars, and what to bring."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from heapq import nsmallest
from itertools import islice

from django.db.models import F, QuerySet, Sum

from antrean.domain.calendar import ClosedDay, day_statuses
from antrean.domain.distance import kilometres
from antrean.domain.requirements import Requirements, requirements
from antrean.domain.rulebook import Case, Place, Rulebook
from antrean.records.calendar_facts import known_facts
from antrean.records.kept import kept
from antrean.records.models import Cell, Office, OfficeDay, OfficeWay
from antrean.records.rulebook import stored_rulebook

NEAREST_MOST = 20
FOUND_MOST = 50


def offices() -> QuerySet[Office]:
    """Return every office and service point, by province, city and name."""
    return Office.objects.select_related("parent").order_by("province", "city", "name")


@kept
def known_offices() -> Mapping[str, Office]:
    """Return every office by its code, in the order of `offices`; seconds old, for pages."""
    return {office.code: office for office in offices()}


@kept
def drawing_offices(day: date) -> Mapping[str, OfficeWay]:
    """Return by code what makes an office draw on that day (Jakarta's): since when, and why."""
    said = OfficeWay.objects.filter(from_day__lte=day).select_related("office")
    holds = said.order_by("office_id", "-from_day").distinct("office_id")
    return {way.office.code: way for way in holds if way.way == "draw"}


def provinces() -> list[str]:
    """Return the provinces that have an office, by name."""
    return list(dict.fromkeys(office.province for office in known_offices().values()))


def offices_in(province: str) -> list[Office]:
    """Return the offices of one province, by city and name."""
    return [office for office in known_offices().values() if office.province == province]


def find_offices(text: str) -> list[Office]:
    """Return offices whose name, city or province contains every word, at most `FOUND_MOST`.

    Capitals do not matter. Without a word the answer is empty.
    """
    words = text.casefold().split()[:8]
    if not words:
        return []
    said = _said()
    found = (
        office
        for code, office in known_offices().items()
        if all(word in said.get(code, "") for word in words)
    )
    return list(islice(found, FOUND_MOST))


@kept
def _said() -> Mapping[str, str]:
    """Return by code the words an office is found by; a word never reaches over a line's end."""
    return {
        code: "\n".join((office.name, office.city, office.province)).casefold()
        for code, office in known_offices().items()
    }


@dataclass(frozen=True, slots=True)
class Near:
    """An office and its distance as the crow flies, as exact as the office's coordinates are."""

    office: Office
    kilometres: float


def nearest_offices(
    latitude: float | Decimal, longitude: float | Decimal, *, most: int = 5
) -> list[Near]:
    """Return the nearest offices, the nearest first; of equally near ones by name.

    Offices of one metropolis share a point and cannot be told apart by distance.
    """
    here = (float(latitude), float(longitude))  # a visitor's: it is never kept
    near = (
        Near(office, kilometres(here, to_point=(float(office.latitude), float(office.longitude))))
        for office in known_offices().values()
    )
    most = min(most, NEAREST_MOST)
    return nsmallest(most, near, key=lambda each: (each.kilometres, each.office.name))


def requirements_for(
    case: Case, *, office: Office, day: date, rulebook: Rulebook | None = None
) -> Requirements:
    """Return what to bring, what can be had and what it costs for this case, office and date.

    Who asks for many cases reads the `stored_rulebook` once and hands it in. Raises
    `NoApplicantTypeFits`.
    """
    rows = rulebook or stored_rulebook()
    return requirements(rows, case=case, place=place_of(office), day=day)


def place_of(office: Office) -> Place:
    """Return the office as rules see it."""
    parent = office.parent.code if office.parent else ""
    return Place(office=office.code, parent=parent, province=office.province)


def closed_days(
    office: Office, *, pools: Sequence[str], from_day: date, to_day: date, today: date
) -> dict[date, ClosedDay | None]:
    """Say of every day from `from_day` to `to_day` why it is closed; None where a seat is free.

    `pools` are those the applicant may use; `today` is the office's.
    """
    days = list(_days(from_day, to_day))
    between = {"office": office, "day__gte": from_day, "day__lte": to_day}
    left = Cell.objects.filter(**between, pool__in=pools).values_list("day")
    return day_statuses(
        days,
        facts=known_facts(min(from_day, today))[office.code],
        opened=set(OfficeDay.objects.filter(**between).values_list("day", flat=True)),
        free=dict(left.annotate(left=Sum(F("seats") - F("taken")))),
        today=today,
    )


def _days(from_day: date, to_day: date) -> Iterable[date]:
    return (from_day + timedelta(days=after) for after in range((to_day - from_day).days + 1))
