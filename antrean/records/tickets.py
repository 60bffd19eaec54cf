"""What one application shows its owner: its place, what was done with it, the visit so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from antrean.domain import reminders
from antrean.records import prepared
from antrean.records.lookups import local_day
from antrean.records.models import (
    Account,
    Applicant,
    Application,
    Appointment,
    Call,
    LedgerEntry,
    LiveApplication,
    Visit,
)
from antrean.records.rows import Rows

ENTRIES_MOST = 50
PLACE = ("office", "cell", "application", "application__applicant")

LIVE_FOR = Rows(
    LiveApplication,
    "WHERE t.nik_hash = %s AND application.account_id = %s",
    joined=("application", "application__applicant"),
)
LAST = Rows(
    Appointment, "WHERE t.application_id = %s ORDER BY t.sequence DESC LIMIT 1", joined=PLACE
)
COMING = Rows(
    Appointment,
    "WHERE application.account_id = %s AND t.ended_at IS NULL ORDER BY t.arrives_at, t.id",
    joined=("office", "application", "application__applicant"),
)
VISIT = Rows(Visit, "WHERE t.appointment_id = %s")
LAST_CALL = Rows(
    Call,
    "WHERE t.visit_id = %s AND t.outcome <> 'withdrawn' ORDER BY t.at DESC, t.id DESC LIMIT 1",
    joined=("counter",),
)
ENTRIES = Rows(
    LedgerEntry,
    "WHERE t.subject = %s ORDER BY t.at DESC, t.id DESC LIMIT %s",
    joined=("link",),
)
CONFIRMED = """
SELECT EXISTS (
    SELECT FROM records_reconfirmation WHERE appointment_id = %s AND days_before = %s
)
"""


def live_for(applicant: Applicant | None, *, account: Account) -> Application | None:
    """Return the live application this account holds for the person, if any; never another's."""
    if applicant is None:
        return None
    claim = LIVE_FOR.first(bytes(applicant.nik_hash), account.pk)
    return claim.application if claim else None


def last_appointment(application: Application) -> Appointment | None:
    """Return the latest place of an application, live or ended; None before the first."""
    return LAST.first(application.pk)


def appointment(pk: int) -> Appointment | None:
    """Return a place by its key, for those who hold a signed link to it."""
    places = Appointment.objects.select_related("office", "cell", "application__applicant")
    return places.filter(pk=pk).first()


def is_confirmed(appointment: Appointment, *, days_before: int) -> bool:
    """Say whether the holder confirmed so many days before that they will come."""
    [(confirmed,)] = prepared.fetch(CONFIRMED, appointment.pk, days_before)
    return bool(confirmed)


def question_days(appointment: Appointment) -> list[int]:
    """Return how many days before (1 and 3, 1, or none) the holder is asked whether they come."""
    return reminders.question_days(
        arrives_at=appointment.arrives_at,
        given_at=appointment.given_at,
        timezone=appointment.office.timezone,
    )


def asked_days(appointment: Appointment, *, now: datetime) -> int:
    """Return for how many days before (3 or 1) a confirmation is asked for now; 0 for none.

    It is asked wherever a reminder asks too: not of somebody who got the time after that day.
    """
    left = (appointment.day - local_day(appointment.office, now=now)).days
    days = next((days for days in question_days(appointment) if left <= days), 0)
    over = appointment.ended_at is not None or now >= appointment.window_ends_at
    if over or not days or is_confirmed(appointment, days_before=days):
        return 0
    return days


def appointments_of(account: Account) -> list[Appointment]:
    """Return the account's live places, the soonest first."""
    return COMING.all(account.pk)


@dataclass(frozen=True, slots=True)
class Course:
    """How a visit has gone: instants, None for what has not happened."""

    checked_in_at: datetime | None
    called_at: datetime | None
    counter: int | None
    ended_at: datetime | None


def course_of(appointment: Appointment) -> Course:
    """Return the visit as far as it has come; of several calls the last one counts."""
    visit = VISIT.first(appointment.pk)
    call = LAST_CALL.first(visit.pk) if visit else None
    return Course(
        checked_in_at=visit.arrived_at if visit else None,
        called_at=call.at if call else None,
        counter=call.counter.number if call else None,
        ended_at=appointment.ended_at if appointment.ending == "served" else None,
    )


def entries_of(application: Application) -> Sequence[LedgerEntry]:
    """Return what the ledger says about an application, newest first, at most `ENTRIES_MOST`."""
    return ENTRIES.all(application.ref, ENTRIES_MOST)
