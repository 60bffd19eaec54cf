"""Loads what the calendars of offices are made of: hours, capacities, shares, rules, closures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date

from django.db.models import Q

from antrean.domain.office_facts import (
    POOLS,
    CalendarRule,
    Closing,
    Hours,
    OfficeFacts,
    SeatsADay,
    Shares,
)
from antrean.records import models
from antrean.records.kept import kept
from antrean.records.models import Office

HOURS = [field.name for field in fields(Hours)]
Closings = Mapping[date, Closing]


def facts_of(offices: Iterable[Office], *, from_day: date, to_day: date) -> dict[str, OfficeFacts]:
    """Return by office code everything dated, with the closures of the days in between.

    A fixed number of queries, whatever the number of offices.
    """
    wanted = list(offices)
    ids = [office.pk for office in wanted]
    hours, capacities = _hours(ids), _capacities(ids)
    shares, rules = _shares(ids), _rules(ids)
    closings = _closings(ids, from_day=from_day, to_day=to_day)
    return {
        office.code: OfficeFacts(
            code=office.code,
            timezone=office.timezone,
            hours=tuple(hours[office.pk]),
            capacities=tuple(capacities[office.pk]),
            shares=(*shares[None], *shares[office.pk]),
            rules=(*rules[None], *rules[office.pk]),
            closings={**closings[None], **closings[office.pk]},
        )
        for office in wanted
    }


@kept
def known_facts(day: date) -> Mapping[str, OfficeFacts]:
    """Return the facts of every office, with the closures from that day on; for pages.

    All at once: the whole country is a few thousand rows, and no office is asked for twice.
    """
    return facts_of(Office.objects.all(), from_day=day, to_day=date.max)


def _hours(ids: list[int]) -> dict[int, list[Hours]]:
    found: dict[int, list[Hours]] = defaultdict(list)
    rows = models.OpeningHours.objects.filter(office_id__in=ids).values("office_id", *HOURS)
    for row in rows:
        office_id = row.pop("office_id")
        found[office_id].append(Hours(**row))
    return found


def _capacities(ids: list[int]) -> dict[int, list[SeatsADay]]:
    found: dict[int, list[SeatsADay]] = defaultdict(list)
    for row in models.Capacity.objects.filter(office_id__in=ids):
        found[row.office_id].append(
            SeatsADay(seats=row.seats_per_day, basis=row.basis, valid_from=row.valid_from)
        )
    return found


def _shares(ids: list[int]) -> dict[int | None, list[Shares]]:
    """Put the rows of one office and first day together as one division."""
    parts: dict[tuple[int | None, date], list[tuple[str, int]]] = defaultdict(list)
    for row in models.PoolShare.objects.filter(_of(ids)):
        parts[row.office_id, row.valid_from].append((row.pool, row.percent))
    found: dict[int | None, list[Shares]] = defaultdict(list)
    for (office_id, valid_from), each in parts.items():
        each.sort(key=lambda part: POOLS.index(part[0]))
        found[office_id].append(
            Shares(parts=tuple(each), own=office_id is not None, valid_from=valid_from)
        )
    return found


def _rules(ids: list[int]) -> dict[int | None, list[CalendarRule]]:
    found: dict[int | None, list[CalendarRule]] = defaultdict(list)
    for row in models.CalendarRule.objects.filter(_of(ids)):
        found[row.office_id].append(
            CalendarRule(
                horizon_days=row.horizon_days,
                band_minutes=row.band_minutes,
                scarce_from_percent=row.scarce_from_percent,
                own=row.office_id is not None,
                valid_from=row.valid_from,
            )
        )
    return found


def _closings(
    ids: list[int], *, from_day: date, to_day: date
) -> dict[int | None, dict[date, Closing]]:
    found: dict[int | None, dict[date, Closing]] = defaultdict(dict)
    for row in models.Closure.objects.filter(_of(ids), day__gte=from_day, day__lte=to_day):
        found[row.office_id][row.day] = Closing(
            row.day, row.kind, row.name_id, row.name_en, row.estimated
        )
    return found


def _of(ids: list[int]) -> Q:
    return Q(office_id__in=ids) | Q(office_id__isnull=True)
