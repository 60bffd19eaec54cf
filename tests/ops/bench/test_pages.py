"""The bench of the pages opens the whole path as real people, and no figure of it lies."""

import pytest

from antrean.actions.open_calendar import open_calendar
from antrean.ops.bench import pages, wrk
from antrean.ops.bench.path import walked
from antrean.ops.bench.rounds import BenchFailed
from antrean.ops.bench.wrk import Opened
from antrean.records import clock
from antrean.records.models import Office
from tests.processes import server
from tests.reference import load_all

OPENED = Opened(answers=200, refused=0, broken=0, seconds=2.0, p99_ms=9.0, bytes=400_000)


@pytest.fixture
def offices(transactional_db):
    """The offices as shipped, one of them open."""
    load_all()
    office = Office.objects.get(code="kanim-tanjungpinang")
    open_calendar(now=clock.now(), offices=[office])


@pytest.mark.wrk
def test_every_page_of_the_path_is_opened_by_whoever_stands_there(offices):
    with server("antrean.site.wsgi:application", interface="wsgi") as site, walked(site) as path:
        ticket = next(stop for stop in path if stop.name == "/janji/…/")
        opened = wrk.get(ticket.address, ticket.head, seconds=1, connections=2)

    assert len({stop.address for stop in path}) == len(path)
    assert opened.answers
    assert (opened.refused, opened.broken) == (0, 0)


@pytest.mark.wrk
def test_a_page_without_its_browser_is_noticed(offices):
    with server("antrean.site.wsgi:application", interface="wsgi") as site:
        opened = wrk.get(f"{site}/janji/nobody/x", {}, seconds=1, connections=2)

    with pytest.raises(BenchFailed, match="not always answered"):
        pages.figures("/janji/nobody/x", opened, cpu=(1.0, None))


@pytest.mark.parametrize("lie", [{"refused": 1}, {"broken": 1}, {"answers": 0}])
def test_a_page_that_was_not_always_answered_has_no_figure(lie):
    counted = {name: getattr(OPENED, name) for name in Opened.__dataclass_fields__}

    with pytest.raises(BenchFailed, match="not always answered"):
        pages.figures("/", Opened(**counted | lie), cpu=(1.0, 1.0))


def test_a_page_is_told_by_the_answer_and_an_unseen_database_not_at_all():
    figures = pages.figures("/", OPENED, cpu=(0.4, None))

    assert figures == {"pages_per_s": 100, "p99_ms": 9.0, "bytes": 2_000, "cpu_us_server": 2_000}


def test_the_rate_of_the_path_is_that_of_people_who_open_every_page():
    quick = {"pages_per_s": 900, "bytes": 1_000, "cpu_us_server": 1_000, "cpu_us_database": 100}
    slow = {"pages_per_s": 300, "bytes": 2_000, "cpu_us_server": 3_000, "cpu_us_database": 300}

    assert pages.told({"/": quick, "/saya/": slow}) == {
        "pages_per_s": 450,
        "slowest_pages_per_s": 300,
        "slowest": "/saya/",
        "cpu_us_server": 2_000,
        "cpu_us_database": 200,
        "bytes_of_path": 3_000,
        "pages": 2,
    }
