"""What one application shows its owner: its place, what was done with it, the visit so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from antrean.domain.reminders import DAYS_BEFORE, reminders
from antrean.records.lookups import local_day
from antrean.records.models import (
    Account,
    Applicant,
    Application,
    Appointment,
    Call,
    LedgerEntry,
    LiveApplication,
    Reconfirmation,
    Visit,
)

ENTRIES_MOST = 50


def live_for(applicant: Applicant | None, *, account: Account) -> Application | None:
    """Return the live application this account holds for the person, if any; never another's."""
    if applicant is None:
        return None
    claim = (
        LiveApplication.objects.filter(
            nik_hash=bytes(applicant.nik_hash), application__account=account
        )
        .select_related("application__applicant")
        .first()
    )
    return claim.application if claim else None


def last_appointment(application: Application) -> Appointment | None:
    """Return the latest place of an application, live or ended; None before the first."""
    places = application.appointments.select_related("office", "cell", "application__applicant")
    return places.order_by("-sequence").first()


def appointment(pk: int) -> Appointment | None:
    """Return a place by its key, for those who hold a signed link to it."""
    places = Appointment.objects.select_related("office", "cell", "application__applicant")
    return places.filter(pk=pk).first()


def is_confirmed(appointment: Appointment, *, days_before: int) -> bool:
    """Say whether the holder confirmed so many days before that they will come."""
    return Reconfirmation.objects.filter(appointment=appointment, days_before=days_before).exists()


def asked_days(appointment: Appointment, *, now: datetime) -> int:
    """Return for how many days before (3 or 1) a confirmation is asked for now; 0 for none.

    It is asked wherever a reminder asks too: not of somebody who got the time after that day.
    """
    left = (appointment.day - local_day(appointment.office, now=now)).days
    coming = reminders(
        arrives_at=appointment.arrives_at,
        given_at=appointment.given_at,
        timezone=appointment.office.timezone,
    )
    asked = sorted(DAYS_BEFORE[kind] for kind, _due_at in coming if kind in DAYS_BEFORE)
    days = next((days for days in asked if left <= days), 0)
    over = appointment.ended_at is not None or now >= appointment.window_ends_at
    if over or not days or is_confirmed(appointment, days_before=days):
        return 0
    return days


def appointments_of(account: Account) -> list[Appointment]:
    """Return the account's live places, the soonest first."""
    live = Appointment.objects.filter(application__account=account, ended_at__isnull=True)
    return list(
        live.select_related("office", "application__applicant").order_by("arrives_at", "id")
    )


@dataclass(frozen=True, slots=True)
class Course:
    """How a visit has gone: instants, None for what has not happened."""

    checked_in_at: datetime | None
    called_at: datetime | None
    counter: int | None
    ended_at: datetime | None


def course_of(appointment: Appointment) -> Course:
    """Return the visit as far as it has come; of several calls the last one counts."""
    visit = Visit.objects.filter(appointment=appointment).first()
    calls = Call.objects.filter(visit=visit).exclude(outcome="withdrawn") if visit else None
    call = calls.select_related("counter").order_by("-at", "-id").first() if calls else None
    return Course(
        checked_in_at=visit.arrived_at if visit else None,
        called_at=call.at if call else None,
        counter=call.counter.number if call else None,
        ended_at=appointment.ended_at if appointment.ending == "served" else None,
    )


def entries_of(application: Application) -> Sequence[LedgerEntry]:
    """Return what the ledger says about an application, newest first, at most `ENTRIES_MOST`."""
    entries = LedgerEntry.objects.filter(subject=application.ref)
    return list(entries.select_related("link").order_by("-at", "-id")[:ENTRIES_MOST])
