"""Registering people: who they are is judged by rule, never by what others have registered."""

from datetime import UTC, date, datetime
from random import Random

import pytest

from antrean.actions.register_person import (
    AlreadyListed,
    IdentityImplausible,
    Person,
    TooManyPeople,
    nik_end,
    problems_of,
    register_helped,
    register_person,
)
from antrean.adapters.made_up import made_up_nik, made_up_person
from antrean.records import ledger
from antrean.records.models import Applicant, LedgerEntry
from tests.factories import make_account, make_office

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 2, 5, tzinfo=UTC)
CHANCE = Random(11)


def somebody(**changes):
    made_up = made_up_person(CHANCE)
    fields = {name: getattr(made_up, name) for name in Person.__slots__}
    return Person(**{**fields, **changes})


@pytest.fixture
def account():
    return make_account()


def register(account, person, relation="self"):
    return register_person(account=account, person=person, relation=relation, now=NOON)


def test_the_holder_takes_the_first_place_and_others_the_next(account):
    holder = register(account, somebody())
    child = register(account, somebody(), "child")
    friend = register(account, somebody(), "helped")

    assert [holder.slot, child.slot, friend.slot] == [0, 1, 2]


def test_a_registration_is_one_row_on_the_ledger_without_name_or_number(account):
    person = somebody()

    holder = register(account, person)

    entry = LedgerEntry.objects.get()
    assert (entry.deed, entry.subject) == ("person_registered", f"person:{holder.pk}")
    assert person.nik not in str(entry.detail)
    assert list(ledger.broken_links()) == []


def test_the_holder_is_registered_once(account):
    register(account, somebody())

    with pytest.raises(AlreadyListed):
        register(account, somebody())


def test_nobody_is_listed_twice_by_one_account(account):
    person = somebody()
    register(account, person)

    with pytest.raises(AlreadyListed):
        register(account, person, "family")

    assert Applicant.objects.count() == 1


def test_two_accounts_may_name_the_same_person(account):
    person = somebody()
    register(account, person)

    again = register(make_account(), person)

    assert again.slot == 0


def test_five_others_fit_beside_the_holder_and_a_sixth_does_not(account):
    register(account, somebody())
    for _ in range(5):
        register(account, somebody(), "family")

    with pytest.raises(TooManyPeople):
        register(account, somebody(), "family")


def test_an_implausible_identity_is_refused_with_every_reason(account):
    person = somebody(full_name="Budi 2", nik="3273 0141")

    with pytest.raises(IdentityImplausible) as refused:
        register(account, person)

    assert refused.value.problems == ("format", "name_characters")
    assert not Applicant.objects.exists()


def test_the_refusal_does_not_carry_the_number(account):
    person = somebody(sex="X")

    with pytest.raises(IdentityImplausible) as refused:
        register(account, person)

    assert person.nik not in str(refused.value)


def test_spaces_in_a_name_are_put_in_order(account):
    holder = register(account, somebody(full_name="  Budi   Santoso "))

    assert holder.full_name == "Budi Santoso"


def test_somebody_helped_belongs_to_the_office_and_to_no_account(account):
    office = make_office()

    helped = register_helped(person=somebody(), office=office, by=account, now=NOON)

    assert (helped.account, helped.slot, helped.helped_at) == (None, None, office)
    assert LedgerEntry.objects.get().link.scope == office.code


def test_somebody_helped_is_judged_by_the_same_rule(account):
    with pytest.raises(IdentityImplausible):
        register_helped(person=somebody(nik="1"), office=make_office(), by=account, now=NOON)


def test_a_child_born_today_in_the_east_is_not_refused(account):
    evening_in_greenwich = datetime(2026, 11, 1, 16, tzinfo=UTC)
    born = date(2026, 11, 2)
    child = somebody(birth_date=born, sex="F", nik=made_up_nik(CHANCE, born=born, sex="F"))

    assert problems_of(child, now=evening_in_greenwich) == ()


def test_only_the_end_of_a_number_can_be_read_back(account):
    person = somebody()
    holder = register(account, person)

    assert nik_end(holder) == person.nik[-4:]


def test_a_number_moved_to_another_person_is_read_as_nothing(account):
    holder = register(account, somebody())
    child = register(account, somebody(), "child")

    child.nik_cipher = holder.nik_cipher

    assert nik_end(child) == ""
