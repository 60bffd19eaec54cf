"""Read-only views of the calendar and of applications, for every room."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from antrean.records.models import Account, Application, Appointment, Office

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
