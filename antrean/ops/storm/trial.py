"""One whole storm: a crowd in a database, processes that die under it, and the reckoning."""

import asyncio
import math
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from random import Random

from django.conf import settings

from antrean.actions.load_reference import load_reference
from antrean.actions.take_in import Submission
from antrean.adapters.signing import Pass, write_pass
from antrean.ops.bench import crowd
from antrean.ops.bench.rounds import percentile
from antrean.ops.storm import cluster, weather
from antrean.ops.storm.checker import BREACHES, Verdict, check
from antrean.ops.storm.clients import Leave
from antrean.ops.storm.stored import stored_places
from antrean.ops.storm.weather import Plan, Storm
from antrean.ops.tour.stage import leave_the_database
from antrean.records import clock
from antrean.records.models import Office
from antrean.records.promises import broken_promises

PEOPLE_AN_OFFICE = 5_000
"""So many people wish for an office at least: a small storm blows over few of them."""

HORIZON_DAYS = 30
REGULAR_SHARE = 0.8  # of a day's seats, by the assumptions: what anybody may be given
OTHER_BREACHES = [kind for kind in BREACHES if kind not in {"lost", "dup", "oversold"}]
Facts = dict[str, float | int | str | None]


def gather(people: int, *, seats_each: float, seed: int) -> Sequence[Submission]:
    """Fill an empty database with offices, about so many seats for each person, and the people."""
    load_reference(directory=settings.ROOT / "data", now=clock.now())
    offices = list(Office.objects.order_by("code")[: max(1, people // PEOPLE_AN_OFFICE)])
    today = clock.now().date()
    ahead = (today + timedelta(days=after) for after in range(1, HORIZON_DAYS + 1))
    working_days = sum(day.weekday() in crowd.WORKING_DAYS for day in ahead)
    seats_a_day = math.ceil(people * seats_each / REGULAR_SHARE / len(offices) / working_days)
    crowd.open_cells(offices, seats_a_day=seats_a_day, days=HORIZON_DAYS)
    return crowd.make(people, offices=offices, seed=seed)


def leaves(drafts: Iterable[Submission]) -> Iterator[Leave]:
    """Yield what each applicant sends; a pass is signed when its turn comes."""
    expires_at = int((clock.now() + timedelta(hours=crowd.PASS_HOURS)).timestamp())
    return (_leave(draft, expires_at=expires_at) for draft in drafts)


def _leave(draft: Submission, *, expires_at: int) -> Leave:
    leave = Pass(draft.application_id, draft.version, draft.key, expires_at, "id")
    return Leave(draft.key, write_pass(leave, login=crowd.LOGIN))


def run(
    drafts: Sequence[Submission],
    plan: Plan,
    *,
    processes: int,
    chance: Random,
    target: str = cluster.LIVE,
) -> tuple[Storm, Verdict]:
    """Let the storm blow over these drafts, then hold its history against the database."""
    sent = leaves(drafts)
    os.environ.setdefault("ANTREAN_LOG", "ERROR")  # batches that break are part of the story
    leave_the_database()
    with cluster.running(processes, target=target, chance=chance) as running:
        storm = asyncio.run(weather.blow(running, sent, plan, login=crowd.LOGIN, chance=chance))
    verdict = check(storm.history, stored_places())
    for promise, breach in broken_promises():
        verdict.blame("promises", f"{promise} {breach}")
    return storm, verdict


def facts(storm: Storm, verdict: Verdict, *, seed: int) -> Facts:
    """Return what is told about a storm; times are milliseconds, None where nothing was killed."""
    found = verdict.found
    return {
        "seed": seed,
        "attempted": verdict.attempted,
        "acked": verdict.acked,
        "stored": verdict.stored,
        "lost": found["lost"],
        "dup": found["dup"],
        "oversold": found["oversold"],
        "kills": len(storm.kills),
        "first_success_after_kill_ms_p95": _p95(storm.first_success_ms()),
        "submissions_per_s": round(verdict.acked / storm.seconds),
        "back_after_kill_ms_p95": _p95(weather.back_ms(storm.kills)),
        "desk_kills": storm.desk_kills,
        "database_kills": len(storm.database_kills),
        "back_after_database_kill_ms_p95": _p95(weather.back_ms(storm.database_kills)),
        "fell": storm.fell,
        "seconds": round(storm.seconds, 1),
        "tries": sum(sent.tries for sent in storm.history.values()),
        **{kind: found[kind] for kind in OTHER_BREACHES},
    }


def _p95(values: Sequence[float]) -> float | None:
    return round(percentile(values, 95)) if values else None
