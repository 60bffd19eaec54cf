"""The operator's simulation: by the hours and seats of a real office, figures as the last line."""

import json
from datetime import date, time

import pytest
from django.core.management import CommandError, call_command

from antrean.records.models import Capacity, OpeningHours, PoolShare
from tests.factories import make_office

pytestmark = pytest.mark.django_db

BASIS = {"basis": "assumption", "source": "test", "valid_from": date(2020, 1, 1)}
ASKED_FOR = {
    *("coverage_80", "mae_minutes", "wait_p50"),
    *("wait_p90", "served_per_day", "utilisation"),
}


@pytest.fixture
def office():
    """An office with 60 seats on Mondays, one in ten for walk-ins."""
    office = make_office()
    OpeningHours.objects.create(office=office, weekday=0, opens=time(8), closes=time(12), **BASIS)
    Capacity.objects.create(office=office, seats_per_day=60, **{**BASIS, "basis": "published"})
    for pool, percent in (("regular", 90), ("walk_in", 10)):
        PoolShare.objects.create(office=office, pool=pool, percent=percent, **BASIS)
    return office


def run(capsys, *words: str) -> str:
    """Run the command as a person would; return what it printed."""
    call_command("simulate", "--office", "kanim-uji", *words, skip_checks=True)
    return capsys.readouterr().out


def last_line(capsys, *words: str) -> dict:
    return json.loads(run(capsys, "--days", "2", "--json", *words).splitlines()[-1])


def test_the_last_line_holds_the_figures(office, capsys):
    figures = last_line(capsys)

    assert figures.keys() >= ASKED_FOR
    assert (figures["office"], figures["days"], figures["broken_bounds"]) == ("kanim-uji", 2, 0)


def test_the_seats_of_the_office_are_served(office, capsys):
    assert 45 <= last_line(capsys)["served_per_day"] <= 66


def test_the_same_seed_gives_the_same_figures(office, capsys):
    assert last_line(capsys, "--seed", "9") == last_line(capsys, "--seed", "9")


def test_people_read_tables(office, capsys):
    said = run(capsys, "--days", "2")

    assert "6 counters" in said
    assert "Minutes waited, staggered" in said
    assert "Ranges that held, by hour of arrival" in said


def test_where_six_counters_are_too_few_for_the_seats_more_work(office, capsys):
    assert "12 counters" in run(capsys, "--days", "2", "--minutes-each", "50")


def test_the_number_of_counters_can_be_said(office, capsys):
    assert "3 counters" in run(capsys, "--days", "2", "--counters", "3")


def test_fewer_counters_are_busier(office, capsys):
    three, six = (last_line(capsys, "--counters", each) for each in ("3", "6"))

    assert three["utilisation"] > six["utilisation"]


def test_staggered_and_blocks_are_compared_side_by_side(office, capsys):
    said = run(capsys, "--days", "2", "--compare", "--counters", "3")

    assert "staggered" in said
    assert "blocks" in said
    assert "of the" in said


def test_nothing_is_stored(office, capsys, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as asked:
        run(capsys, "--days", "2")

    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_without_an_office_a_made_up_one_is_simulated(capsys):
    call_command("simulate", "--days", "1", skip_checks=True)

    assert "made-up office: 1 made-up days" in capsys.readouterr().out


def test_an_unknown_office_is_named(capsys):
    with pytest.raises(CommandError, match="No such office: kanim-uji"):
        run(capsys)


def test_an_office_without_hours_is_named(capsys):
    make_office()

    with pytest.raises(CommandError, match="No hours or seats"):
        run(capsys)


@pytest.mark.parametrize("words", [("--days", "0"), ("--counters", "0")])
def test_nothing_cannot_be_simulated(office, capsys, words):
    with pytest.raises(CommandError, match="At least one day"):
        run(capsys, *words)
