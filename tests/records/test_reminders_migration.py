"""Days that were open before reminders were written when due: nobody is reminded twice or late."""

from datetime import timedelta
from importlib import import_module

import pytest

from antrean.actions.write_reminders import SETTLED, write_reminders
from antrean.domain.reminders import reminders
from antrean.records import outbox
from antrean.records.models import Notice, OfficeDay
from antrean.records.outbox import Letter
from tests.break_in import run_sql
from tests.factories import make_booked, make_cell, make_office

pytestmark = pytest.mark.django_db

PAST_DAYS = import_module("antrean.records.migrations.0007_reminders").PAST_DAYS


@pytest.fixture
def office():
    return make_office()


def as_it_was_written_with_the_place(place, *, kind, due_at):
    application = place.application
    return Letter(
        ref=application.ref,
        kind=kind,
        version=place.sequence,
        to_address=application.account.email,
        language="id",
        application_id=application.pk,
        due_at=due_at,
    )


def test_days_that_are_over_are_never_looked_at(office):
    for days_ahead in (-400, -3, 0, 9):
        make_cell(office, days_ahead=days_ahead)

    run_sql(PAST_DAYS)

    days = OfficeDay.objects.order_by("day")
    assert [each.remind_at is None for each in days] == [True, True, False, False]


def test_a_reminder_that_was_written_with_the_place_is_not_written_again(office):
    make_cell(office)
    place = make_booked(office)
    kind, due_at = next(
        reminders(arrives_at=place.arrives_at, given_at=place.given_at, timezone=office.timezone)
    )
    letter = as_it_was_written_with_the_place(place, kind=kind, due_at=due_at)
    outbox.write([letter], at=place.given_at)

    write_reminders(now=due_at + SETTLED + timedelta(hours=1))

    assert Notice.objects.filter(kind=kind).count() == 1
