"""An operator moves the played clock, and is told what time it is then."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from antrean.records import clock
from antrean.records.models import ClockOffset

pytestmark = pytest.mark.django_db


@pytest.fixture
def played():
    """A clock that may be moved."""
    ClockOffset.objects.update_or_create(pk=1, defaults={"seconds": 0, "movable": True})


@pytest.fixture
def real():
    """A clock that may not."""
    ClockOffset.objects.update_or_create(pk=1, defaults={"seconds": 0, "movable": False})


def move(*words):
    said = StringIO()
    call_command("move_clock", *words, stdout=said)
    return said.getvalue()


def test_days_and_hours_pass_at_once(played):
    move("--days", "2", "--hours", "3")

    assert ClockOffset.objects.get().seconds == 51 * 3600


def test_it_goes_back_too(played):
    move("--minutes", "-90")

    assert ClockOffset.objects.get().seconds == -5400


def test_the_clock_goes_to_an_instant_and_says_it(played):
    said = move("--to", "2026-11-30T09:00+07:00")

    ahead = clock.now() - datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
    assert timedelta(seconds=-1) <= ahead < timedelta(minutes=1)
    assert "Monday, 30 November 2026, 0" in said


@pytest.mark.parametrize(
    ("words", "reason"),
    [("tomorrow", "no instant"), ("2026-11-30T09:00", "lacks its zone")],
)
def test_an_unclear_instant_moves_nothing(played, words, reason):
    with pytest.raises(CommandError, match=reason):
        move("--to", words)

    assert ClockOffset.objects.get().seconds == 0


def test_the_clock_of_real_people_stands(real):
    with pytest.raises(CommandError, match="real people"):
        move("--days", "1")

    assert ClockOffset.objects.get().seconds == 0
