"""Read-only views of the calendar and of applications, for every room."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from antrean.records import prepared
from antrean.records.models import Account, Application, Appointment, Office, Release
from antrean.records.rows import Rows

LEAD_DAYS = 1
"""The soonest day that is given is tomorrow: people need to gather papers and travel."""

APPLICATIONS = Rows(
    Application,
    "WHERE t.account_id = %s ORDER BY t.created_at DESC, t.id DESC LIMIT %s",
    joined=("applicant",),
)
HAS_DRAFT = """
SELECT EXISTS (SELECT FROM records_application WHERE account_id = %s AND state = 'draft')
"""
LIVE = Rows(
    Appointment,
    "WHERE t.application_id = %s AND t.ended_at IS NULL ORDER BY t.id LIMIT 1",
    joined=("office", "cell", "application", "application__applicant"),
)


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
    return LIVE.first(application.pk)


def was_released(application: Application) -> bool:
    """Say whether an office ended it, after somebody proved there that the identity is theirs."""
    return Release.objects.filter(application=application).exists()


def applications_of(account: Account, *, most: int) -> list[Application]:
    """Return what this account asked for, newest first, at most so many."""
    return APPLICATIONS.all(account.pk, most)


def has_draft(account: Account) -> bool:
    """Say whether this account has begun an application that is not sent."""
    [(begun,)] = prepared.fetch(HAS_DRAFT, account.pk)
    return bool(begun)
