"""An office with hours and seats, somebody with a known identity, and a browser signed in."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from antrean.actions import apply
from antrean.actions.take_in import take_in
from antrean.domain.wishes import Wishes
from antrean.records import clock
from tests.factories import (
    make_account,
    make_applicant,
    make_application,
    make_cell,
    make_hours,
    make_office,
    place_of,
    stand_at,
    submission,
)

MORNING = datetime(2026, 11, 24, 2, tzinfo=UTC)
"""A Tuesday, nine o'clock in Jakarta."""


@pytest.fixture
def morning(db):
    """The service's clock stands at the same morning in every test."""
    stand_at(MORNING)


@pytest.fixture
def office(morning):
    place = make_office("kanim-batam")
    make_hours(place)
    make_cell(place, seats=5)
    return place


@pytest.fixture
def account(morning):
    return make_account()


@pytest.fixture
def holder(account):
    return make_applicant(account)


@pytest.fixture
def browser(account, holder):
    """A browser in which the account's holder is signed in."""
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def stranger(db):
    """A browser of somebody else, who has an account of their own."""
    account = make_account()
    make_applicant(account)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def draft(account, holder):
    """An application that was just begun."""
    return apply.start(account=account, language="id", now=clock.now())


@pytest.fixture
def answered(draft, holder, office):
    """A draft with every answer, ready to be checked and sent."""
    apply.answer(draft, purpose="new", had_passport="no", applicant=holder, needs=[])
    return apply.wish(draft, wishes=Wishes((office.code,)), start="soon")


@pytest.fixture
def booked(office, account, holder):
    """A place given the real way to the holder."""
    application = make_application(office, account=account, applicant=holder)
    take_in([submission(application)])
    return place_of(application)
