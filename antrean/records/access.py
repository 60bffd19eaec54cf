"""The one gate to every object: who may see it; for anybody else it does not exist."""

import hashlib
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from antrean.domain.ticket import read_code
from antrean.records.models import (
    Absence,
    Account,
    Applicant,
    Application,
    Call,
    Counter,
    Device,
    Duty,
    HallAlert,
    Office,
    OrderException,
    PaperCheck,
    Visit,
)
from antrean.records.rows import Rows

T = TypeVar("T")

OWN = Rows(
    Application,
    "WHERE t.ref = %s AND t.account_id = %s",
    joined=("applicant", "account"),
)

OFFICE_ROLES = ("officer", "receptionist", "office_head")


def application(ref: str, *, by: Account | AnonymousUser) -> Application:
    """Return the account's own application; the same 404 for every other reference."""
    return _or_404(OWN.first(ref, _key(by)))


def applicant(pk: int, *, by: Account | AnonymousUser) -> Applicant:
    """Return one of the account's own people."""
    return _or_404(
        Applicant.objects.filter(pk=pk, account_id=_key(by), account__isnull=False).first()
    )


def office(
    code: str, *, by: Account | AnonymousUser, roles: tuple[str, ...] = OFFICE_ROLES
) -> Office:
    """Return an office where this account is on duty in one of the roles; else 404."""
    duties = Duty.objects.filter(
        account_id=_key(by), until_at__isnull=True, role__in=roles, office__code=code
    )
    return _or_404(Office.objects.filter(code=code, pk__in=duties.values("office")).first())


def roles_at(office: Office, *, by: Account) -> set[str]:
    """Return the roles in which this account is on duty at the office, perhaps none."""
    duties = Duty.objects.filter(account=by, office=office, until_at__isnull=True)
    return set(duties.values_list("role", flat=True))


def offices_on_duty(by: Account | AnonymousUser) -> list[Office]:
    """Return the offices where this account is on duty, by name."""
    duties = Duty.objects.filter(account_id=_key(by), until_at__isnull=True, office__isnull=False)
    return list(Office.objects.filter(pk__in=duties.values("office")).order_by("name"))


def application_at(code: str, *, office: Office) -> Application:
    """Return the application a ticket code names, where its place is or was at this office."""
    ticket = read_code(code)
    found = (
        Application.objects.select_related("applicant")
        .filter(ticket_code=ticket, appointments__office=office)
        .order_by("id")
        .first()
        if ticket
        else None
    )
    return _or_404(found)


def helped_application(ref: str, *, office: Office) -> Application:
    """Return an application that this office's staff started for somebody; else 404."""
    return _or_404(
        Application.objects.select_related("applicant").filter(ref=ref, helped_at=office).first()
    )


def helped_by_code(code: str, *, office: Office) -> Application:
    """Return the application a ticket code names, where this office's staff started it; else 404.

    It need not have a place: who waits for the draw was told their code too.
    """
    ticket = read_code(code)
    started = Application.objects.select_related("applicant").filter(helped_at=office)
    return _or_404(started.filter(ticket_code=ticket).first() if ticket else None)


def counter(number: int, *, office: Office) -> Counter:
    """Return the office's counter of that number; else 404."""
    found = Counter.objects.select_related("office").filter(office=office, number=number).first()
    return _or_404(found)


def call(pk: int, *, office: Office) -> Call:
    """Return a call made at one of this office's counters; else 404."""
    calls = Call.objects.select_related("counter", "visit__appointment__application")
    return _or_404(calls.filter(pk=pk, counter__office=office).first())


def visit(pk: int, *, office: Office) -> Visit:
    """Return a visit of today or earlier at this office; else 404."""
    visits = Visit.objects.select_related("office", "appointment__application__applicant")
    return _or_404(visits.filter(pk=pk, office=office).first())


def device(key: str, *, kind: str) -> Device | None:
    """Return the device that holds this key and was not taken down, None for any other key."""
    keyed = hashlib.sha256(key.encode()).digest()
    devices = Device.objects.select_related("office", "by")
    return devices.filter(key_hash=keyed, kind=kind, revoked_at__isnull=True).first()


def device_at(pk: int, *, office: Office) -> Device:
    """Return a device that is up at this office; else 404."""
    devices = Device.objects.select_related("office").filter(revoked_at__isnull=True)
    return _or_404(devices.filter(pk=pk, office=office).first())


def alert(pk: int, *, office: Office) -> HallAlert:
    """Return an alert raised at this office; else 404."""
    return _or_404(HallAlert.objects.filter(pk=pk, office=office).first())


def order_exception(pk: int, *, office: Office) -> OrderException:
    """Return an exception asked for at this office; else 404."""
    asked = OrderException.objects.select_related("visit__office", "asked_by")
    return _or_404(asked.filter(pk=pk, visit__office=office).first())


def paper_check(pk: int, *, office: Office) -> PaperCheck:
    """Return a look at somebody's papers at this office; else 404."""
    checks = PaperCheck.objects.select_related(
        "visit__office", "visit__appointment__application__account"
    )
    return _or_404(checks.filter(pk=pk, visit__office=office).first())


def absence(pk: int, *, office: Office) -> Absence:
    """Return an absence at this office; else 404."""
    absences = Absence.objects.select_related("appointment__application", "appointment__office")
    return _or_404(absences.filter(pk=pk, appointment__office=office).first())


def _key(by: Account | AnonymousUser) -> int:
    """Return the account's key; nobody has key 0."""
    return by.pk or 0


def _or_404(found: T | None) -> T:
    if found is None:
        raise Http404
    return found
