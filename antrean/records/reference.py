"""Look-ups in the reference data: offices near and far, their calendars, and what to bring."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum

from antrean.domain.calendar import ClosedDay, day_statuses
from antrean.domain.distance import kilometres
from antrean.domain.requirements import Requirements, requirements
from antrean.domain.rulebook import Case, Place, Rulebook
from antrean.records.calendar_facts import facts_of
from antrean.records.lookups import local_day
from antrean.records.models import Cell, Office, OfficeDay
from antrean.records.rulebook import stored_rulebook

NEAREST_MOST = 20
FOUND_MOST = 50


def offices() -> QuerySet[Office]:
    """Return every office and service point, by province, city and name."""
    return Office.objects.select_related("parent").order_by("province", "city", "name")


def provinces() -> list[str]:
    """Return the provinces that have an office, by name."""
    found = Office.objects.order_by("province").values_list("province", flat=True)
    return list(found.distinct())


def offices_in(province: str) -> QuerySet[Office]:
    """Return the offices of one province, by city and name."""
    return offices().filter(province=province)


def find_offices(text: str) -> QuerySet[Office]:
    """Return offices whose name, city or province contains every word, at most `FOUND_MOST`.

    Capitals do not matter. Without a word the answer is empty.
    """
    words = text.split()[:8]
    if not words:
        return Office.objects.none()
    wanted = Q()
    for word in words:
        wanted &= Q(name__icontains=word) | Q(city__icontains=word) | Q(province__icontains=word)
    return offices().filter(wanted)[:FOUND_MOST]


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
    here = (float(latitude), float(longitude))
    near = [
        Near(office, kilometres(here, to_point=(float(office.latitude), float(office.longitude))))
        for office in offices()
    ]
    near.sort(key=lambda each: (each.kilometres, each.office.name))
    return near[: min(most, NEAREST_MOST)]


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
    office: Office, *, pools: Sequence[str], from_day: date, to_day: date, now: datetime
) -> dict[date, ClosedDay | None]:
    """Say of every day from `from_day` to `to_day` why it is closed; None where a seat is free.

    `pools` are those the applicant may use.
    """
    days = list(_days(from_day, to_day))
    between = {"office": office, "day__gte": from_day, "day__lte": to_day}
    left = Cell.objects.filter(**between, pool__in=pools).values_list("day")
    return day_statuses(
        days,
        facts=facts_of([office], from_day=from_day, to_day=to_day)[office.code],
        opened=set(OfficeDay.objects.filter(**between).values_list("day", flat=True)),
        free=dict(left.annotate(left=Sum(F("seats") - F("taken")))),
        today=local_day(office, now=now),
    )


def _days(from_day: date, to_day: date) -> Iterable[date]:
    return (from_day + timedelta(days=after) for after in range((to_day - from_day).days + 1))
