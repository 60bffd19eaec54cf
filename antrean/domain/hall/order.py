"""Who is called next, and why: the published order of calling, as one pure function.

Nobody at a counter chooses. The same facts give the same next number, so that anybody who reads
the ledger can repeat every choice. The rule in words, in this order:

1. An exception that two people agreed on, with a reason, and that is counted publicly.
2. The family of whoever this counter has just served.
3. Who is further on: whoever comes from an earlier stage, by the moment they left it.
4. At the first stage, priority before the others, yet after `priority_run` priority calls in a
   row one of the others is called.
5. Among the others: booked people whose window has begun, by (window, arrival minute), the late
   behind the punctual; then those without an appointment and those far too late, as they came;
   then booked people whose window lies ahead. Whoever of the second group has waited
   `open_minutes` is called after at most `booked_run` booked people.

Families stand together at the place of their last member, and have priority if one of them has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WHYS = ("exception", "family", "further", "priority", "window", "late", "waited", "open", "early")


@dataclass(frozen=True, slots=True)
class OrderRules:
    """The published numbers of the rule."""

    priority_run: int = 2
    booked_run: int = 4
    open_minutes: int = 60


RULES = OrderRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiter:
    """Somebody who waits for a stage: the facts by which they are ordered, and nothing else."""

    id: int
    line: str  # booked, priority, walk_in, collection
    standing: str  # punctual, late, end, open
    since: datetime  # see `domain.hall.standing`
    arrives_at: datetime | None = None  # the arrival minute on the ticket
    stage_place: int = 0  # 0 at the first stage, more further on
    stage_since: datetime | None = None  # when the stage before was left
    party: int | None = None
    needs_accessible: bool = False
    excepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The counter that asks: what may be called there, and whom it served last."""

    is_accessible: bool = True
    others_accessible: bool = False  # another open counter for this stage is accessible
    last_party: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One place in the order: who, and by which part of the rule."""

    waiter: Waiter
    why: str


def next_turn(
    waiters: Iterable[Waiter],
    *,
    now: datetime,
    recent: Sequence[str],
    asking: Asking,
    rules: OrderRules = RULES,
) -> Turn | None:
    """Return whose turn it is at this counter, or None when nobody it may call waits.

    `recent` are the groups ("priority", "booked" or "open") of this hall's last calls at the first
    stage, the newest first; ten are enough.
    """
    able = _who_may_come(waiters, asking)
    if excepted := [each for each in able if each.excepted]:
        return Turn(min(excepted, key=_within_group), "exception")
    family = [each for each in able if each.party and each.party == asking.last_party]
    if family:
        return Turn(min(family, key=_within_group), "family")
    if further := [each for each in able if each.stage_place > 0]:
        return Turn(min(further, key=_further), "further")
    return _at_first_stage(able, now=now, recent=recent, rules=rules)


def line_up(
    waiters: Iterable[Waiter],
    *,
    now: datetime,
    recent: Sequence[str],
    asking: Asking,
    limit: int,
    rules: OrderRules = RULES,
) -> list[Turn]:
    """Return the first turns as they will come if nobody arrives or leaves, at most `limit`."""
    left, before = list(waiters), list(recent)
    turns: list[Turn] = []
    while len(turns) < limit:
        turn = next_turn(left, now=now, recent=before, asking=asking, rules=rules)
        if turn is None:
            break
        turns.append(turn)
        left.remove(turn.waiter)
        if turn.waiter.stage_place == 0:
            before.insert(0, group_of(turn.waiter))
        asking = Asking(
            is_accessible=asking.is_accessible,
            others_accessible=asking.others_accessible,
            last_party=turn.waiter.party,
        )
    return turns


def group_of(waiter: Waiter) -> str:
    """Return the group a first-stage call counts for: "priority", "booked" or "open"."""
    if waiter.line == "priority":
        return "priority"
    return "booked" if waiter.standing in ("punctual", "late") else "open"


def _who_may_come(waiters: Iterable[Waiter], asking: Asking) -> list[Waiter]:
    """A wheelchair waits for an accessible counter where one is open; else any counter helps."""
    if asking.is_accessible or not asking.others_accessible:
        return list(waiters)
    return [each for each in waiters if not each.needs_accessible]


def _at_first_stage(
    able: Sequence[Waiter], *, now: datetime, recent: Sequence[str], rules: OrderRules
) -> Turn | None:
    priority: list[Waiter] = []
    others: list[Waiter] = []
    early: list[Waiter] = []
    for each in _families_together(able):
        if each.standing == "punctual" and each.since > now:
            early.append(each)
        else:
            (priority if each.line == "priority" else others).append(each)
    if priority and (not others or _run(recent, "priority") < rules.priority_run):
        return _turn(min(priority, key=_within_group), able, "priority")
    return _among_others(others, able, now=now, recent=recent, rules=rules) or (
        _turn(min(early, key=_within_group), able, "early") if early else None
    )


def _among_others(
    others: Sequence[Waiter],
    able: Sequence[Waiter],
    *,
    now: datetime,
    recent: Sequence[str],
    rules: OrderRules,
) -> Turn | None:
    booked = [each for each in others if group_of(each) == "booked"]
    walked_in = [each for each in others if group_of(each) == "open"]
    if walked_in:
        first = min(walked_in, key=_within_group)
        waited = now - first.since >= timedelta(minutes=rules.open_minutes)
        calls = [each for each in recent if each != "priority"]
        if booked and waited and _run(calls, "booked") >= rules.booked_run:
            return _turn(first, able, "waited")
        if not booked:
            return _turn(first, able, "open")
    if booked:
        first = min(booked, key=_within_group)
        return _turn(first, able, "late" if first.standing == "late" else "window")
    return None


def _run(recent: Sequence[str], group: str) -> int:
    """Return how many of the newest calls in a row were of that group."""
    for place, each in enumerate(recent):
        if each != group:
            return place
    return len(recent)


def _families_together(able: Sequence[Waiter]) -> list[Waiter]:
    """Move every member of a family to the place of its last; one priority makes all priority."""
    families: dict[int, list[Waiter]] = {}
    for each in able:
        if each.party is not None:
            families.setdefault(each.party, []).append(each)
    if not families:
        return list(able)
    return [_with_family(each, families.get(each.party or 0, ())) for each in able]


def _with_family(waiter: Waiter, family: Sequence[Waiter]) -> Waiter:
    if len(family) < 2:
        return waiter
    last = max(family, key=_within_group)
    has_priority = any(each.line == "priority" for each in family)
    return Waiter(
        id=waiter.id,
        line="priority" if has_priority else waiter.line,
        standing=last.standing,
        since=last.since,
        arrives_at=last.arrives_at,
        party=waiter.party,
        needs_accessible=waiter.needs_accessible,
    )


def _turn(placed: Waiter, able: Sequence[Waiter], why: str) -> Turn:
    """Return the turn of the waiter as they were before families were put together."""
    return Turn(next(each for each in able if each.id == placed.id), why)


_KINDS = {"punctual": 0, "late": 1, "open": 2, "end": 2}


def _within_group(waiter: Waiter) -> tuple[datetime, int, datetime, int]:
    """Order by the window's start or the moment of coming; of one instant the punctual first."""
    minute = waiter.arrives_at if waiter.standing == "punctual" else None
    return (waiter.since, _KINDS[waiter.standing], minute or waiter.since, waiter.id)


def _further(waiter: Waiter) -> tuple[int, datetime, int]:
    return (-waiter.stage_place, waiter.stage_since or waiter.since, waiter.id)
