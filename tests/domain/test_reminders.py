"""Reminders come at nine on the office's wall, and never tell what somebody just read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from antrean.domain.reminders import mornings, next_look, question_days, reminders

DAY = date(2026, 12, 1)
JAYAPURA = "Asia/Jayapura"  # nine hours ahead of UTC
ARRIVAL = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)
THREE_DAYS, ONE_DAY = datetime(2026, 11, 28, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 30, 15, tzinfo=UTC)
TWO_HOURS = ARRIVAL - timedelta(hours=2)
A_SECOND = timedelta(seconds=1)


def ahead(*, given_at):
    return list(reminders(arrives_at=ARRIVAL, given_at=given_at, timezone=JAYAPURA))


def test_everybody_is_reminded_three_times_in_the_offices_own_morning():
    assert ahead(given_at=THREE_DAYS - A_SECOND) == [
        ("reminder_3_days", THREE_DAYS),
        ("reminder_1_day", ONE_DAY),
        ("reminder_2_hours", TWO_HOURS),
    ]


@pytest.mark.parametrize(
    ("given_at", "left"),
    [
        (THREE_DAYS, ["reminder_1_day", "reminder_2_hours"]),
        (ONE_DAY, ["reminder_2_hours"]),
        (TWO_HOURS, []),
    ],
)
def test_what_was_due_before_the_place_was_given_is_left_out(given_at, left):
    assert [kind for kind, _due_at in ahead(given_at=given_at)] == left


@pytest.mark.parametrize(
    ("given_at", "days"),
    [
        (THREE_DAYS - A_SECOND, [1, 3]),
        (THREE_DAYS, [1]),
        (ONE_DAY - A_SECOND, [1]),
        (ONE_DAY, []),
    ],
)
def test_nobody_is_asked_for_a_morning_that_was_over(given_at, days):
    assert question_days(arrives_at=ARRIVAL, given_at=given_at, timezone=JAYAPURA) == days


def test_the_mornings_of_a_day_are_those_of_everybody_who_comes_on_it():
    assert mornings(DAY, timezone=JAYAPURA) == {
        "reminder_3_days": THREE_DAYS,
        "reminder_1_day": ONE_DAY,
    }


@pytest.mark.parametrize(
    ("after", "looked"),
    [
        (THREE_DAYS - timedelta(days=30), THREE_DAYS),
        (THREE_DAYS, ONE_DAY),
        (ONE_DAY, MIDNIGHT),
        (MIDNIGHT - A_SECOND, MIDNIGHT),
        (MIDNIGHT, None),
    ],
)
def test_a_day_is_looked_at_in_its_mornings_and_when_it_begins(after, looked):
    assert next_look(DAY, timezone=JAYAPURA, after=after) == looked
