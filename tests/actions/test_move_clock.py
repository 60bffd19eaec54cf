"""The played clock moves where a demonstration marked it, and never in production."""

from datetime import timedelta

import pytest

from antrean.actions.allow_clock_moves import allow_clock_moves
from antrean.actions.move_clock import move_clock
from antrean.records import clock
from antrean.records.models import ClockOffset, LedgerEntry

pytestmark = pytest.mark.django_db(transaction=True)

TWO_DAYS = timedelta(days=2)


@pytest.fixture(autouse=True)
def clock_stands():
    """Have the clock as a fresh database has it, whatever tests before did with it."""
    ClockOffset.objects.update_or_create(pk=1, defaults={"seconds": 0, "movable": False})
    yield
    ClockOffset.objects.update_or_create(pk=1, defaults={"seconds": 0, "movable": False})


@pytest.fixture
def production(settings):
    settings.PRODUCTION = True


def test_a_marked_clock_moves_forward():
    allow_clock_moves()
    before = clock.now()

    now = move_clock(by=TWO_DAYS)

    assert timedelta(0) <= now - before - TWO_DAYS < timedelta(minutes=1)


def test_moving_back_by_the_same_leads_to_where_we_were():
    allow_clock_moves()
    move_clock(by=TWO_DAYS)

    move_clock(by=-TWO_DAYS)

    assert ClockOffset.objects.get().seconds == 0


def test_the_ledger_tells_that_the_time_was_played():
    allow_clock_moves()

    move_clock(by=TWO_DAYS)

    assert LedgerEntry.objects.get(deed="clock_moved").detail == {"seconds": 172_800}


def test_an_unmarked_clock_stands():
    with pytest.raises(clock.ClockStands):
        move_clock(by=TWO_DAYS)

    assert ClockOffset.objects.get().seconds == 0
    assert not LedgerEntry.objects.exists()


def test_production_refuses_to_mark_the_clock(production):
    with pytest.raises(clock.ClockStands):
        allow_clock_moves()

    assert not ClockOffset.objects.get().movable


def test_production_refuses_to_move_even_a_marked_clock(settings):
    allow_clock_moves()
    settings.PRODUCTION = True

    with pytest.raises(clock.ClockStands):
        move_clock(by=TWO_DAYS)

    assert ClockOffset.objects.get().seconds == 0


def test_twin_without_the_word_production_the_same_clock_moves(settings):
    settings.PRODUCTION = False
    allow_clock_moves()

    move_clock(by=TWO_DAYS)

    assert ClockOffset.objects.get().seconds == 172_800
