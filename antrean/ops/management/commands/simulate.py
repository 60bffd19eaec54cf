"""Lives through made-up days of an office and says how honest the estimate is and who waits."""

import json
import math
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from antrean.domain.hall.simulation import Answer, seats_for_the_same_wait, simulate
from antrean.domain.hall.synthetic_day import ARRIVALS, OfficeDay
from antrean.ops import simulated
from antrean.ops.bars import bars
from antrean.records import clock
from antrean.records.hall.typical_week import seats_a_day, typical_week
from antrean.records.models import Office

SEARCH_DAYS_MAX = 60
"""The comparison looks for a number of seats with so many days a try."""

LIKE = OfficeDay()
SAID = ("minutes_each", "cv", "absent", "punctual", "priority_share", "arrivals")


class Command(BaseCommand):
    """`bin/antrean simulate --office CODE --days 300 --json`; without an office a made-up one."""

    help = "Simulate days of an office by its own hours, bands and seats; nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said on the command line."""
        parser.add_argument("--office", metavar="CODE", help="whose hours and seats; else made-up")
        parser.add_argument("--days", type=int, default=300)
        parser.add_argument("--counters", type=int, help="else six, or as many as the seats need")
        parser.add_argument("--walk-ins", type=float, help="a day; else as seats are kept for them")
        parser.add_argument("--minutes-each", type=float, default=LIKE.minutes_each)
        parser.add_argument("--cv", type=float, default=LIKE.cv, help="deviation / mean of minutes")
        parser.add_argument("--absent", type=float, default=LIKE.absent, metavar="SHARE")
        parser.add_argument(
            "--punctual", type=float, nargs=2, default=LIKE.punctual, metavar=("MEAN", "SD")
        )
        parser.add_argument("--priority-share", type=float, default=LIKE.priority_share)
        parser.add_argument("--arrivals", choices=ARRIVALS, default=LIKE.arrivals)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--compare", action="store_true", help="staggered against blocks")
        parser.add_argument("--json", action="store_true", dest="as_json", help="as the last line")

    def handle(
        self,
        *,
        office: str | None,
        days: int,
        counters: int | None,
        walk_ins: float | None,
        seed: int,
        compare: bool,
        as_json: bool,
        **like: object,
    ) -> None:
        """Simulate and print."""
        week = _week(office, like=_like(like), counters=counters, walk_ins=walk_ins)
        if days < 1 or min(plan.counters for plan in week) < 1:
            raise CommandError("At least one day and one counter are needed.")
        console = Console()
        name = office or "made-up office"
        console.print(simulated.plan_in_words(week, office=name, days=days, seed=seed))
        answers = _answers(week, days=days, seed=seed, compare=compare)
        for table in simulated.tables(answers):
            console.print(table)
        if as_json:
            way = week[0].arrivals
            facts = {"office": name, "days": days, "seed": seed, "arrivals": way}
            self.stdout.write(json.dumps({**simulated.figures(answers[way]), **facts}))


def _like(options: Mapping[str, object]) -> OfficeDay:
    """Return the people and services that were said on the command line."""
    said = {name: options[name] for name in SAID}
    return OfficeDay(**{**said, "punctual": tuple(options["punctual"])})  # type: ignore[arg-type]


def _week(
    code: str | None, *, like: OfficeDay, counters: int | None, walk_ins: float | None
) -> list[OfficeDay]:
    """Return the week of the office, or the made-up day, with counters enough unless said."""
    week = [like] if code is None else typical_week(_office(code), now=clock.now(), like=like)
    if not week:
        raise CommandError(f"No hours or seats are known for {code}.")
    if counters is None:
        counters = max(LIKE.counters, *(_needed(plan) for plan in week))
    return [
        replace(plan, counters=counters, walk_ins=plan.walk_ins if walk_ins is None else walk_ins)
        for plan in week
    ]


def _office(code: str) -> Office:
    if found := Office.objects.filter(code=code).first():
        return found
    raise CommandError(f"No such office: {code}")


def _needed(plan: OfficeDay) -> int:
    """Return how many counters the seats of a day need, were everybody to come."""
    return math.ceil(seats_a_day([plan]) * plan.minutes_each / plan.working_minutes)


def _answers(
    week: Sequence[OfficeDay], *, days: int, seed: int, compare: bool
) -> dict[str, Answer]:
    """Return what came of the plan; to compare, of both ways and of blocks with fewer seats."""

    def start() -> Random:
        return Random(seed)  # noqa: S311 - a simulation that anybody can repeat

    ways = ARRIVALS if compare else (week[0].arrivals,)
    plans = {way: [replace(plan, arrivals=way) for plan in week] for way in ways}
    answers: dict[str, Answer] = {}
    with bars() as told:
        for way in ways:
            name = f"Simulating {way}"
            answers[way] = simulate(plans[way], days=days, chance=start(), told=told(name))
    if compare:
        wait = answers["staggered"].wait_p90
        tried = min(days, SEARCH_DAYS_MAX)
        percent, answer = seats_for_the_same_wait(
            plans["blocks"], wait_p90=wait, days=tried, start=start
        )
        answers[f"blocks, {percent} % of the seats"] = answer
    return answers
