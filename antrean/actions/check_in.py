"""Check in: somebody with an appointment has arrived and was recognised at the door."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from antrean.actions import seating
from antrean.records import ledger, lookups
from antrean.records.models import Account, Application, Appointment, CheckIn, Office


class AlreadyIn(Exception):
    """The ticket was checked in before: a copied code is refused and shown."""


class WrongDay(Exception):
    """The appointment is on another day; `day` says which."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


class NoPlaceHere(Exception):
    """The application holds no place at this office."""


@transaction.atomic(durable=True)
def check_in(application: Application, *, office: Office, by: Account, now: datetime) -> CheckIn:
    """Store the arrival, once. Raises `NoPlaceHere`, `WrongDay` or `AlreadyIn`."""
    held = (
        Appointment.objects.select_for_update(of=("self",))
        .filter(application=application, office=office, ended_at__isnull=True)
        .select_related("office", "cell", "application")
        .first()
    )
    if held is None:
        raise NoPlaceHere
    if held.day != lookups.local_day(office, now=now):
        raise WrongDay(held.day)
    try:
        with transaction.atomic():
            arrival = CheckIn.objects.create(appointment=held, by=by, at=now)
    except IntegrityError as problem:
        raise AlreadyIn from problem
    ledger.write([seating.deed(held, name="checked_in", actor=f"account:{by.pk}")], at=now)
    return arrival
