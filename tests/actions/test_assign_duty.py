"""Duties: who may act where, stored once and written on the office's own chain."""

import pytest

from antrean.actions.assign_duty import NoSuchDuty, assign_duty
from antrean.records import access, clock
from antrean.records.models import Duty, LedgerEntry
from tests.factories import make_account, make_office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def account():
    return make_account()


def assign(account, *, role="officer", office=None, **more):
    return assign_duty(account=account, role=role, office=office, now=clock.now(), **more)


def test_an_officer_may_act_at_the_office_from_now_on(account, office):
    assign(account, office=office)

    assert access.roles_at(office, by=account) == {"officer"}


def test_asking_again_stores_and_says_nothing_more(account, office):
    first = assign(account, office=office)

    again = assign(account, office=office)

    assert again == first
    assert Duty.objects.count() == 1
    assert LedgerEntry.objects.filter(deed="duty_assigned").count() == 1


def test_head_office_has_no_office_of_its_own(account):
    assign(account, role="head_office")

    again = assign(account, role="head_office")

    assert Duty.objects.get() == again
    assert LedgerEntry.objects.get(deed="duty_assigned").link.scope == "national"


def test_the_offices_chain_names_the_role_and_who_gave_it(account, office):
    head = make_account()

    assign(account, role="receptionist", office=office, by=head)

    line = LedgerEntry.objects.get(deed="duty_assigned")
    assert line.link.scope == office.code
    assert line.actor == f"account:{head.pk}"
    assert line.detail == {"role": "receptionist"}


def test_a_role_that_nobody_knows_is_refused(account, office):
    with pytest.raises(NoSuchDuty):
        assign(account, role="king", office=office)


def test_an_officer_without_an_office_is_refused(account):
    with pytest.raises(NoSuchDuty):
        assign(account, role="officer")


def test_head_office_at_a_single_office_is_refused(account, office):
    with pytest.raises(NoSuchDuty):
        assign(account, role="head_office", office=office)
