"""How soon a call reaches ten thousand watchers of one live process, while people submit to it."""

import argparse
import os
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.serve import start
from antrean.ops import screen_trial
from antrean.ops.bars import bars
from antrean.ops.bench import crowd, ground
from antrean.ops.bench.audience import Audience, Heard, gathered
from antrean.ops.bench.rounds import BenchFailed, cpu_seconds, medians, percentile, show
from antrean.ops.bench.trickle import DECIDED, Pressed, Trickle, people
from antrean.ops.processes import granian
from antrean.records import clock
from antrean.records.hall import events
from antrean.records.models import Office, Shift

DATABASE = "antrean_bench_boards"
PAUSE_SECONDS = 1.0  # between two calls: more than a hall of ten thousand ever has
QUIET_CALLS = 4
SETTLE_SECONDS = 2.5  # everything told has arrived by then, and everybody got a sign of life
SEATS_A_DAY, DAYS = 500, 5

GOALS = {
    "kib_per_watcher": ("memory of a watcher, KiB", 30),
    "call_to_screen_p50_ms": ("a call on half of the screens, ms", None),
    "call_to_screen_p99_ms": ("on 99 of a hundred, ms", 1_000),
    "call_to_last_ms": ("on the very last, ms", None),
    "dropped": ("watchers cut off", 0),
    "submits_per_s": ("submissions a second beside", None),
    "submit_p99_ms": ("their answers, 99 of a hundred, ms", None),
    "submit_p99_alone_ms": ("the same before anybody watched, ms", None),
    "cpu_us_per_delivery": ("processor time of a message to one watcher, us", None),
}
"""What each figure means, and what is wanted."""

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much there is of everything."""

    watchers: int
    calls: int
    submits: float
    rounds: int

    @property
    def calls_a_part(self) -> int:
        """So many of each round are made beside submissions, and a few before them."""
        return max(1, self.calls // self.rounds)

    @property
    def part_seconds(self) -> float:
        """How long the people of one part press."""
        return self.calls_a_part * PAUSE_SECONDS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may be said on the command line."""
    parser.add_argument("--watchers", type=int, default=10_000)
    parser.add_argument("--calls", type=int, default=40, help="in all rounds, beside submissions")
    parser.add_argument("--submits", type=float, default=200, help="a second, beside the calls")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database", default=DATABASE, help="made anew, dropped at the end")


def run(
    *, watchers: int, calls: int, submits: float, rounds: int, database: str, **_: object
) -> dict[str, float | int | str | None]:
    """Let people watch, call numbers and submit; return the medians of the rounds."""
    plan = Plan(watchers, calls, submits, rounds)
    with ground.database(database), TemporaryDirectory(prefix="antrean-") as folder:
        passes = Path(folder) / "passes"
        _furnish(plan, passes)
        port = ground.free_port()
        command = granian("antrean.live.app:app", interface="asgi", port=port)
        with (
            ground.answering("live process", command, port=port) as live,
            people(passes, port=port, login=crowd.LOGIN) as trickle,
        ):
            figures = _measure(plan, live.pid, port, trickle)
    _show(figures)
    return {"watchers": watchers, **figures}


def _furnish(plan: Plan, passes: Path) -> None:
    """Make a hall in which enough people wait, and enough drafts that wait to be submitted."""
    screen_trial.open_hall(people=(QUIET_CALLS + plan.calls_a_part) * plan.rounds)
    crowd.open_cells(seats_a_day=SEATS_A_DAY, days=DAYS)
    parts = plan.rounds + 1  # and one before anybody watches
    crowd.passes(passes, crowd.make(int(plan.submits * plan.part_seconds * parts)))


def _measure(plan: Plan, pid: int, port: int, trickle: Trickle) -> Figures:
    trickle.begin(plan.submits, seconds=plan.part_seconds)
    alone = trickle.ended()
    counter, before = Counter(), _resident_kib(pid)
    with gathered(plan.watchers, port=port, office=screen_trial.OFFICE) as audience, bars() as bar:
        audience.opened(plan.watchers, told=bar("watchers"))
        time.sleep(SETTLE_SECONDS)
        told, rounds = bar("rounds"), []
        for nth in range(1, plan.rounds + 1):
            rounds.append(_round(plan, pid, counter, audience, trickle))
            told(nth, plan.rounds)
        grown = (_resident_kib(pid) - before) / plan.watchers
    return medians(rounds) | {
        "kib_per_watcher": round(grown, 1),
        "dropped": sum(each["dropped"] for each in rounds),
        "submit_p99_alone_ms": round(percentile(alone.milliseconds, 99), 1),
    }


def _round(
    plan: Plan, pid: int, counter: "Counter", audience: Audience, trickle: Trickle
) -> Figures:
    audience.heard()
    began = cpu_seconds([pid])
    counter.calls(QUIET_CALLS)
    time.sleep(SETTLE_SECONDS)
    worked, quiet = cpu_seconds([pid]) - began, audience.heard()
    trickle.begin(plan.submits, seconds=plan.part_seconds)
    pressed_at = counter.calls(plan.calls_a_part)
    pressed = trickle.ended()
    time.sleep(SETTLE_SECONDS)
    heard = audience.heard()
    return (
        _arrivals(pressed_at, heard, watchers=plan.watchers)
        | _answers(pressed, seconds=plan.part_seconds)
        | {
            "dropped": quiet.dropped + heard.dropped,
            "cpu_us_per_delivery": worked / quiet.messages * 1e6,
        }
    )


class Counter:
    """The counter of the hall: one officer, who calls one number after the other."""

    def __init__(self) -> None:
        self._office = Office.objects.get(code=screen_trial.OFFICE)
        self._shift = Shift.objects.select_related("account").get(
            counter__office=self._office, closed_at__isnull=True
        )

    def calls(self, number: int) -> dict[int, float]:
        """Call so many; return the moment of each press by the key of its event."""
        return dict(self._call() for _ in range(number))

    def _call(self) -> tuple[int, float]:
        by, pressed = self._shift.account, time.monotonic()
        call = call_next(self._shift, by=by, now=clock.now())
        if call is None:
            raise BenchFailed("Nobody waits in the hall any more.")
        key = events.latest(self._office)
        start(self._shift, call, by=by, now=clock.now())
        time.sleep(PAUSE_SECONDS)
        return key, pressed


def _arrivals(pressed_at: dict[int, float], heard: Heard, *, watchers: int) -> Figures:
    """Return how soon calls arrived. Raises `BenchFailed` where one was lost, or came twice."""
    for key in pressed_at:
        if len(heard.moments[key]) != watchers - heard.dropped:
            came = len(heard.moments[key])
            raise BenchFailed(f"A call reached {came} of {watchers} watchers.")
    if heard.disordered:
        raise BenchFailed(f"{heard.disordered} events came twice or out of order.")
    taken = [(at - begun) * 1000 for key, begun in pressed_at.items() for at in heard.moments[key]]
    return {
        "call_to_screen_p50_ms": percentile(taken, 50),
        "call_to_screen_p99_ms": percentile(taken, 99),
        "call_to_last_ms": max(taken),
    }


def _answers(pressed: Pressed, *, seconds: float) -> Figures:
    decided = sum(status in DECIDED for status in pressed.statuses)
    if decided < len(pressed.statuses):
        raise BenchFailed(f"Only {decided} of {len(pressed.statuses)} submissions were decided.")
    return {
        "submits_per_s": decided / seconds,
        "submit_p99_ms": percentile(pressed.milliseconds, 99),
    }


def _resident_kib(pid: int) -> int:
    """Return what a process and its children keep in memory."""
    family = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    pages = sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in family)
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def _show(figures: Figures) -> None:
    show(
        "Calls, watchers, submissions: one live process",
        [
            {
                "What": what,
                "Measured": figures[name],
                "Goal": "" if goal is None else f"{goal:,}",
                "Of the goal": f"{figures[name] / goal:.0%}" if goal else "",
            }
            for name, (what, goal) in GOALS.items()
        ],
    )
