"""The measurement of the hall screen: what it says is what happened, however small it is run."""

import json

import pytest
from django.db import connection

from antrean.ops.management.commands.measure_call_to_screen import good
from antrean.ops.screen_trial import Trial
from tests.journeys.test_tour import run


@pytest.fixture
def database():
    """The name of a database for the measurement alone, beside that of the tests."""
    name = f"{connection.settings_dict['NAME']}_trial"
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_small_measurement_calls_cuts_and_is_right_again(database):
    words = ("--calls", "3", "--cut-seconds", "3", "--database", database)

    _code, said = run("-m", "django", "measure_call_to_screen", *words)

    measured = json.loads(said.splitlines()[-1])
    assert (measured["calls"], measured["cut_s"]) == (3, 3.0)
    assert measured["p50_ms"] <= measured["p95_ms"] <= measured["max_ms"]
    assert measured["right_again_s"] >= 0


def test_a_percentile_is_a_call_that_happened():
    trial = Trial([float(each) for each in range(100, 0, -1)], 1.0, 30.0)

    assert (trial.percentile(50), trial.percentile(95), trial.percentile(100)) == (50, 95, 100)


@pytest.mark.parametrize(
    ("milliseconds", "right_again", "meets"),
    [([900.0], 4.9, True), ([1100.0], 4.9, False), ([900.0], 5.1, False)],
)
def test_a_slow_screen_or_one_that_stays_wrong_misses_the_goal(milliseconds, right_again, meets):
    assert good(Trial(milliseconds, right_again, 30.0)) is meets
