"""500 visitors at 12 counters over HTTP: everybody ends in exactly one state, promises hold."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time
from itertools import cycle
from threading import Event
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from antrean.actions.allow_clock_moves import allow_clock_moves
from antrean.actions.hall.close_hall import close_hall
from antrean.records import clock
from antrean.records.models import Call, Visit
from antrean.records.promises import broken_promises
from tests.factories import (
    local_today,
    make_cell,
    make_counter,
    make_hours,
    make_office,
    make_officer,
    stand_at,
)
from tests.faults.hall_crowd import Officer, kiosks, states
from tests.processes import server

pytestmark = pytest.mark.django_db(transaction=True)

VISITORS, COUNTERS = 500, 12


@pytest.fixture
def office():
    place = make_office()
    morning = datetime.combine(local_today(place), time(8, 15), tzinfo=ZoneInfo(place.timezone))
    stand_at(morning)  # the clock is moved on by hours, and the day has to last
    make_hours(place)
    make_cell(place, seats=VISITORS // 5, days_ahead=0, pool="priority")
    allow_clock_moves()
    return place


@pytest.fixture
def addresses():
    """Two site processes that share nothing but the database, with the test's own secrets."""
    secrets = {"ANTREAN_SECRET_KEY": settings.SECRET_KEY, "ANTREAN_DEMO": "1"}
    site = "antrean.site.asgi:app"
    with server(site, **secrets) as first, server(site, **secrets) as second:
        yield [first, second]


def test_everybody_who_comes_ends_in_exactly_one_state(office, addresses):
    officers = [
        Officer(make_officer(office), make_counter(office, number=number), address)
        for number, address in zip(range(1, COUNTERS + 1), cycle(addresses), strict=False)
    ]

    with ThreadPoolExecutor(COUNTERS + 1) as pool:
        coming = pool.submit(kiosks, office, addresses, visitors=VISITORS)
        nobody_comes = Event()
        working = [pool.submit(each.works, nobody_comes) for each in officers]
        coming.result()
        nobody_comes.set()
        calls = sum(each.result() for each in working)
    close_hall(office, by=make_officer(office, role="office_head"), now=clock.now())

    ended = states(office)
    assert sum(ended.values()) == VISITORS
    assert set(ended) <= {"done", "absent", "unserved"}
    assert not Visit.objects.filter(ended_at=None).exists()
    assert not Call.objects.filter(ended_at=None).exists()
    assert calls >= VISITORS
    assert list(broken_promises()) == []
