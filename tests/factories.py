"""Rows for tests: an office with seats, people who do not exist, applications and their places."""

import secrets
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.db import transaction

from antrean.actions import apply
from antrean.actions.hall.check_in import check_in
from antrean.actions.hall.open_counter import open_counter
from antrean.actions.hall.walk_in import Wanted, walk_in
from antrean.actions.register_person import nik_context
from antrean.actions.take_in import Submission, take_in
from antrean.adapters import cipher
from antrean.adapters.made_up import MadeUp, made_up_person
from antrean.domain.wishes import Wishes
from antrean.records import clock
from antrean.records.models import (
    Account,
    Applicant,
    Application,
    Appointment,
    Cell,
    ClockOffset,
    Counter,
    Duty,
    Office,
    OfficeDay,
    OpeningHours,
    Shift,
    Visit,
)

CHANCE = Random(2017)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def make_office(code: str = "kanim-uji", *, timezone: str = "Asia/Jakarta") -> Office:
    """Return an office without opening hours or seats."""
    return Office.objects.create(
        code=code,
        name=f"Kantor Imigrasi {code.removeprefix('kanim-').title()}",
        kind="kanim",
        city="Kota Uji",
        province="Kepulauan Riau",
        timezone=timezone,
        latitude="0.9167",
        longitude="104.4500",
        coordinate_precision="city",
        address="Jl. Uji No. 1",
        source="test",
    )


def make_cell(
    office: Office,
    *,
    seats: int = 5,
    days_ahead: int = 7,
    starts: time = time(9),
    pool: str = "regular",
) -> Cell:
    """Return a cell with free seats so many days from the service's today, opening its day."""
    day = local_today(office) + timedelta(days=days_ahead)
    OfficeDay.objects.get_or_create(office=office, day=day, defaults={"opened_at": LONG_AGO})
    starts_at = datetime.combine(day, starts, tzinfo=ZoneInfo(office.timezone))
    return Cell.objects.create(
        office=office,
        day=day,
        band_starts=starts,
        band_minutes=30,
        pool=pool,
        seats=seats,
        starts_at=starts_at,
        opened_at=LONG_AGO,
    )


def local_today(office: Office) -> date:
    """Return today's date at the office by the one clock."""
    return clock.now().astimezone(ZoneInfo(office.timezone)).date()


def make_account(username: str | None = None, *, language: str = "id") -> Account:
    """Return an account that can sign in only by force: it has no usable password."""
    name = username or f"orang{secrets.token_hex(6)}"
    account = Account(
        username=name, email=f"{name}@contoh.example", language=language, created_at=LONG_AGO
    )
    account.set_unusable_password()
    account.save()
    return account


def make_applicant(
    account: Account | None, *, person: MadeUp | None = None, slot: int = 0, **more: object
) -> Applicant:
    """Return a made-up person listed by an account (slot 0: the holder)."""
    person = person or made_up_person(CHANCE)
    keyed = cipher.nik_hash(person.nik)
    return Applicant.objects.create(
        account=account,
        slot=slot if account else None,
        relation="self" if account and slot == 0 else ("family" if account else "helped"),
        full_name=person.full_name,
        birth_date=person.birth_date,
        sex=person.sex,
        address=person.address,
        phone=person.phone,
        nik_cipher=cipher.encrypt(person.nik, context=nik_context(keyed)),
        nik_hash=keyed,
        created_at=LONG_AGO,
        **more,
    )


def make_application(
    office: Office,
    *,
    account: Account | None = None,
    applicant: Applicant | None = None,
    wishes: Wishes | None = None,
) -> Application:
    """Return a complete draft, ready to be submitted."""
    account = account or make_account()
    applicant = applicant or make_applicant(account)
    draft = apply.start(account=account, language=account.language, now=clock.now())
    return _filled_in(draft, applicant=applicant, wishes=wishes or Wishes((office.code,)))


def _filled_in(draft: Application, *, applicant: Applicant, wishes: Wishes) -> Application:
    draft.applicant, draft.purpose, draft.wishes = applicant, "new", wishes.as_json()
    draft.save()
    return draft


def submission(application: Application) -> Submission:
    """Return what pressing "send" on this application's confirm page submits."""
    return Submission(application.pk, application.version, application.key)


def place_of(application: Application) -> Appointment:
    """Return the place an application holds now."""
    places = Appointment.objects.select_related(
        "office", "cell", "application__account", "application__applicant"
    )
    return places.get(application=application, ended_at__isnull=True)


def make_booked(office: Office, *, account: Account | None = None) -> Appointment:
    """Return a place given the real way; the office needs a free seat."""
    application = make_application(office, account=account)
    outcome = take_in([submission(application)])[0]
    assert outcome.place is not None, outcome
    return place_of(application)


def make_officer(office: Office, *, role: str = "officer") -> Account:
    """Return an account on duty at the office."""
    account = make_account()
    Duty.objects.create(account=account, office=office, role=role, since_at=LONG_AGO)
    return account


def make_counter(office: Office, *, number: int = 1) -> Counter:
    """Return a counter of the office."""
    return Counter.objects.create(office=office, number=number)


def make_hours(office: Office) -> None:
    """Let the office work from Monday to Friday, eight to four."""
    for weekday in range(5):
        OpeningHours.objects.create(
            office=office,
            weekday=weekday,
            opens=time(8),
            closes=time(16),
            basis="assumption",
            source="test",
            valid_from=LONG_AGO.date(),
        )


def make_helped(office: Office, *, by: Account | None = None) -> Appointment:
    """Return the place of somebody whom the office's staff helped; it needs a free seat."""
    person = make_applicant(None, helped_at=office)
    draft = apply.start_helped(
        applicant=person,
        office=office,
        by=by or make_officer(office),
        language="id",
        now=clock.now(),
    )
    _filled_in(draft, applicant=person, wishes=Wishes((office.code,)))
    outcome = take_in([submission(draft)])[0]
    assert outcome.place is not None, outcome
    return place_of(draft)


def make_arrived(
    appointment: Appointment, *, by: Account | None = None, at: datetime | None = None
) -> Visit:
    """Return the visit of somebody who came then, or at the window's start."""
    by = by or make_officer(appointment.office)
    now = at or appointment.window_starts_at
    return check_in(appointment.application, office=appointment.office, by=by, now=now)


def make_shift(
    office: Office,
    *,
    number: int = 1,
    by: Account | None = None,
    stages: list[str] | None = None,
    at: datetime | None = None,
    **counter: object,
) -> Shift:
    """Return the shift of somebody who works at the counter of that number."""
    by = by or make_officer(office)
    place, _ = Counter.objects.get_or_create(office=office, number=number, defaults=counter)
    return open_counter(place, stages=stages, by=by, now=at or clock.now())


def make_walk_in(office: Office, *, at: datetime, line: str = "walk_in", **more: Any) -> Visit:
    """Return the visit of somebody who came without an appointment; there is always room."""
    wanted = Wanted(service=more.pop("service", "new"), line=line, **more)
    with patch("antrean.records.hall.room.has_room", return_value=True):
        return walk_in(wanted, office=office, by=make_officer(office), now=at)


def stand_at(at: datetime) -> None:
    """Set the service's clock so that it is about that instant now; it runs on from there."""
    ClockOffset.objects.update_or_create(id=1, defaults={"seconds": 0, "movable": True})
    with transaction.atomic():
        clock.move(at - clock.now() + timedelta(seconds=1))


def nik_of(applicant: Applicant) -> str:
    """Return the made-up identity number, to look for it where it must not be."""
    context = nik_context(bytes(applicant.nik_hash))
    return cipher.decrypt(bytes(applicant.nik_cipher), context=context)
