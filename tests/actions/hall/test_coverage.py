"""What people were told when they arrived is kept, compared with what came, and learned from."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.measure_coverage import measure_coverage
from antrean.actions.hall.serve import finish
from antrean.records.hall.forecasts import calibration_of, newcomers
from antrean.records.models import Announced, Call
from tests.factories import local_today, make_walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(office):
    """Eight in the morning of the office's next day: a day's work fits in before midnight."""
    tomorrow = local_today(office) + timedelta(days=1)
    return datetime.combine(tomorrow, time(8), tzinfo=ZoneInfo(office.timezone))


def test_whoever_arrives_is_told_a_range_that_is_kept(office, shift, now):
    make_walk_in(office, at=now)
    visit = make_walk_in(office, at=now)

    told = Announced.objects.get(visit=visit)

    assert told.ahead == 1
    assert told.low <= told.likely <= told.high


def test_while_no_counter_is_open_nothing_is_promised(office, now):
    make_walk_in(office, at=now)

    assert not Announced.objects.exists()
    assert newcomers(office, now=now) == {}


def test_every_class_has_its_range_on_the_screen(office, shift, now):
    make_walk_in(office, at=now)

    assert set(newcomers(office, now=now)) == {"A", "K", "L", "W"}


def day_with_one_guess(office, shift, now, *, waited):
    """Two came; the second was called after so many minutes."""
    fetch = {"line": "collection", "service": "collection"}
    make_walk_in(office, at=now, **fetch)
    second = make_walk_in(office, at=now, **fetch)
    call = call_next(shift, by=shift.account, now=now)
    Call.objects.filter(pk=call.pk).update(started_at=now)
    called = call_next(shift, by=shift.account, now=now + timedelta(minutes=waited))
    finish(shift, called, by=shift.account, now=now + timedelta(hours=8))
    close_hall(office, by=shift.account, now=now + timedelta(hours=9))
    return measure_coverage(office, day=second.day, now=now + timedelta(hours=10))


def test_a_call_inside_the_range_counts_as_kept(office, shift, now):
    row = day_with_one_guess(office, shift, now, waited=12)

    assert (row.announced, row.inside) == (1, 1)


def test_a_call_outside_widens_the_range_of_tomorrow(office, shift, now):
    before = calibration_of(office)

    row = day_with_one_guess(office, shift, now, waited=180)

    band = Announced.objects.get(ahead=1).basis["band"]
    assert (row.announced, row.inside) == (1, 0)
    assert calibration_of(office).margins(band).high > before.margins(band).high


def test_a_day_is_measured_once(office, shift, now):
    first = day_with_one_guess(office, shift, now, waited=12)

    assert measure_coverage(office, day=first.day, now=now) == first
