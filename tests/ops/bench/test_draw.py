"""The bench of the draw draws what it says, compares, and fails where the two do not agree."""

import json

import numpy as np
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from antrean.ops.bench import draw, made_up_draw
from antrean.ops.bench.rounds import BenchFailed
from antrean.ops.tour import stage

TINY = {"applications": 3_000, "cells": 960, "rounds": 1, "seed": 3}


@pytest.fixture
def made():
    """A small draw of two offices."""
    return made_up_draw.make(3_000, cells=960, seed=3)


@pytest.fixture
def own_database(monkeypatch):
    """The command leaves the tests' database alone."""
    monkeypatch.setattr(stage, "leave_the_database", lambda: None)


def test_the_last_line_is_what_was_measured(own_database, capsys):
    call_command("bench", "draw", "--applications=3000", "--cells=960", "--rounds=1")

    facts = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (facts["applications"], facts["cells"], facts["rounds"]) == (3000, 960, 1)
    assert facts["agrees_with_reference"] is True
    assert facts["walks"] >= 1
    assert facts["peak_gib"] > 0
    assert {"allocation_s", "limit_s", "ratio", "compile_s", "seats"} <= set(facts)


def test_an_implementation_that_draws_differently_fails_the_bench(monkeypatch):
    honest = made_up_draw.draw
    monkeypatch.setattr(
        made_up_draw, "draw", lambda market: honest(market._replace(numbers=~market.numbers))
    )

    with pytest.raises(BenchFailed, match="disagree"):
        draw.run(**TINY)


def test_without_the_compiler_the_bench_says_so(own_database, monkeypatch):
    monkeypatch.setattr(draw, "find_spec", lambda _: None)

    with pytest.raises(CommandError, match="numba is not installed"):
        call_command("bench", "draw")


def test_the_made_up_draw_is_scarce_and_has_what_real_ones_have(made):
    market = made.market
    served = made_up_draw.draw(market).given >= 0

    assert 0.3 < served.mean() < 0.95
    assert len(np.unique(market.numbers[:, 0])) == len(market.numbers)
    assert set(made.sizes) == {1, 2, 3, 4, 5, 6}
    assert set(market.ages) == {0, 1, 2}
    assert market.seats[:, :, 1].any()


def test_a_cut_has_as_many_lots_as_asked_for_and_both_say_the_same(made):
    assert [made_up_draw.agrees(made, lots=100, seed=seed) for seed in range(3)] == [True] * 3
