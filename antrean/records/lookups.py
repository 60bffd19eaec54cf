"""Read-only views of the calendar and of applications, for every room."""

from collections.abc import Iterable, MutableSequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, QuerySet, Subquery

from antrean.domain.allocation import Calendar, OpenCell
from antrean.records.models import Account, Application, Appointment, Cell, Office, OfficeDay

LEAD_DAYS = 1
"""The soonest day that is given is tomorrow: people need to gather papers and travel."""


def local_day(office: Office, *, now: datetime) -> date:
    """Return the office's own date at that instant."""
    return now.astimezone(ZoneInfo(office.timezone)).date()


def earliest_days(offices: Iterable[Office], *, now: datetime) -> dict[str, date]:
    """Return per office code the first day that may still be given."""
    return {
        office.code: local_day(office, now=now) + timedelta(days=LEAD_DAYS) for office in offices
    }


def open_calendar(codes: Iterable[str], *, from_day: date) -> Calendar:
    """Read every cell with a free seat from that day on: soonest first within each office.

    May be seconds old when it is used: the statement that takes seats judges again.
    """
    codes = sorted(set(codes))
    cells: dict[str, MutableSequence[OpenCell]] = {code: [] for code in codes}
    rows = (
        Cell.objects.filter(office__code__in=codes, day__gte=from_day, taken__lt=F("seats"))
        .order_by("day", "band_starts", "id")
        .values_list("id", "office__code", "day", "band_starts", "pool", "seats", "taken")
    )
    for cell_id, code, day, starts, pool, seats, taken in rows:
        cells[code].append(OpenCell(cell_id, code, day, starts, pool, seats - taken))
    days = OfficeDay.objects.filter(office=OuterRef("pk")).order_by("-day")
    last_open = Office.objects.filter(code__in=codes).values_list(
        "code", Subquery(days.values("day")[:1])
    )
    opens_next = {code: last + timedelta(days=1) for code, last in last_open if last}
    return Calendar(cells=cells, opens_next=opens_next)


def live_appointment(application: Application) -> Appointment | None:
    """Return the place this application holds now, if any."""
    return (
        application.appointments.filter(ended_at__isnull=True)
        .select_related("office", "cell", "application__applicant")
        .first()
    )


def applications_of(account: Account) -> QuerySet[Application]:
    """Return what this account asked for, newest first."""
    return (
        Application.objects.filter(account=account)
        .select_related("applicant")
        .order_by("-created_at", "-id")
    )
