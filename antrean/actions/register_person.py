"""Register a person: the holder of an account, somebody they apply for, or somebody helped."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from antrean.adapters import cipher
from antrean.adapters.nik import read_nik
from antrean.domain import identity
from antrean.domain.ledger import NATIONAL, Deed
from antrean.records import ledger
from antrean.records.models import DEPENDANTS_MAX, Account, Applicant, Office

NIK_SHOWN = 4


class IdentityImplausible(Exception):
    """The declared identity contradicts itself; `problems` names how, see `domain.identity`."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class TooManyPeople(Exception):
    """The account already has the holder and five others."""


class AlreadyListed(Exception):
    """This account lists the same person already."""


@dataclass(frozen=True, slots=True)
class Person:
    """An identity as declared: `nik` normalised, `sex` "F" or "M", `phone` in E.164 or empty."""

    nik: str
    full_name: str
    birth_date: date
    sex: str
    address: str
    phone: str


@transaction.atomic(durable=True)
def register_person(*, account: Account, person: Person, relation: str, now: datetime) -> Applicant:
    """Store a person under an account: slot 0 for the holder, then 1 to 5.

    Raises `IdentityImplausible`, `TooManyPeople` or `AlreadyListed`. Whether any other account
    names the same person plays no part, neither in the answer nor in the time it takes.
    """
    if problems := problems_of(person, now=now):
        raise IdentityImplausible(problems)
    slots = (0,) if relation == "self" else range(1, DEPENDANTS_MAX + 1)
    Account.objects.select_for_update().get(pk=account.pk)  # two pages at once take turns
    used = set(Applicant.objects.filter(account=account).values_list("slot", flat=True))
    slot = next((each for each in slots if each not in used), None)
    if slot is None:
        raise AlreadyListed if relation == "self" else TooManyPeople
    try:
        with transaction.atomic():
            applicant = _store(person, relation=relation, now=now, account=account, slot=slot)
    except IntegrityError as problem:
        raise AlreadyListed from problem
    deed = Deed(NATIONAL, "person_registered", f"person:{applicant.pk}", f"account:{account.pk}")
    ledger.write([deed], at=now)
    return applicant


@transaction.atomic(durable=True)
def register_helped(*, person: Person, office: Office, by: Account, now: datetime) -> Applicant:
    """Store a person without an account whom staff help at an office.

    Raises `IdentityImplausible`.
    """
    if problems := problems_of(person, now=now):
        raise IdentityImplausible(problems)
    applicant = _store(person, relation="helped", now=now, helped_at=office)
    deed = Deed(office.code, "person_registered", f"person:{applicant.pk}", f"account:{by.pk}")
    ledger.write([deed], at=now)
    return applicant


def problems_of(person: Person, *, now: datetime) -> tuple[str, ...]:
    """Name everything that is wrong with a declared identity; empty means plausible."""
    today = identity.latest_today(now)
    problems = list(
        identity.nik_problems(read_nik(person.nik), birth_date=person.birth_date, sex=person.sex)
    )
    if problem := identity.name_problem(person.full_name):
        problems.append(f"name_{problem}")
    if problem := identity.birth_date_problem(person.birth_date, today=today):
        problems.append(f"birth_date_{problem}")
    return tuple(problems)


def _store(person: Person, *, relation: str, now: datetime, **place: object) -> Applicant:
    reading = read_nik(person.nik)
    keyed = cipher.nik_hash(person.nik)
    return Applicant.objects.create(
        relation=relation,
        full_name=" ".join(person.full_name.split()),
        birth_date=person.birth_date,
        sex=person.sex,
        address=person.address,
        phone=person.phone,
        nik_cipher=cipher.encrypt(person.nik, context=nik_context(keyed)),
        nik_hash=keyed,
        nik_note=identity.nik_note(reading) if reading else "",
        created_at=now,
        **place,
    )


def nik_end(applicant: Applicant) -> str:
    """Return the last four digits, for people to recognise a number they typed; never more.

    Empty where the stored bytes cannot be read: nothing is guessed.
    """
    context = nik_context(bytes(applicant.nik_hash))
    try:
        return cipher.decrypt(bytes(applicant.nik_cipher), context=context)[-NIK_SHOWN:]
    except cipher.Unreadable:
        return ""


def nik_context(keyed: bytes) -> str:
    """Return what a stored identity number is bound to, so that it cannot move to another row."""
    return f"applicant.nik:{keyed.hex()}"
