"""What is there before a journey begins: the offices as shipped, their days, staff, one Monday."""

from datetime import UTC, date, datetime

from antrean.actions.assign_duty import assign_duty
from antrean.actions.create_account import create_account
from antrean.actions.hall.add_counter import add_counter
from antrean.actions.open_calendar import open_calendar
from antrean.actions.register_person import Person, register_person
from antrean.adapters.made_up import made_up_nik
from antrean.records import clock
from antrean.records.models import Account, Office
from tests.accounts.walks import PASSWORD
from tests.factories import CHANCE, make_cell, stand_at
from tests.reference import load_all

MONDAY = datetime(2026, 11, 30, 1, 40, tzinfo=UTC)  # 08.40 in Tanjungpinang
HOME = "kanim-tanjungpinang"
FULL = "kanim-ranai"


def set_up() -> None:
    """Load the reference data, stand at the Monday, open the province's days: one at FULL."""
    stand_at(MONDAY)
    load_all()
    near = Office.objects.filter(province="Kepulauan Riau").exclude(code=FULL)
    open_calendar(now=clock.now(), offices=list(near))
    make_cell(Office.objects.get(code=FULL), days_ahead=10)


def somebody(name: str, *, born: date, sex: str = "F") -> Person:
    """Return a made-up person whose number agrees with what they declare."""
    nik = made_up_nik(CHANCE, born=born, sex=sex)
    address = "Jl. Pelabuhan No. 7, Tanjungpinang"
    return Person(nik, name, born, sex, address, "0812 0000 2026")


def account(username: str, *, language: str = "id") -> Account:
    """Return an account that signs in with the tests' password."""
    return create_account(
        username=username,
        email=f"{username}@contoh.example",
        password=PASSWORD,
        language=language,
        now=clock.now(),
    )


def holder(username: str, person: Person, *, language: str = "id") -> Account:
    """Return an account whose identity is known."""
    made = account(username, language=language)
    register_person(account=made, person=person, relation="self", now=clock.now())
    return made


def officer(username: str, *, role: str = "officer") -> Account:
    """Return an account on duty at the home office, which gets a counter."""
    made, office = account(username), Office.objects.get(code=HOME)
    assign_duty(account=made, role=role, office=office, now=clock.now())
    add_counter(office=office, number=1, now=clock.now())
    return made
