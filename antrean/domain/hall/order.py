"""Who is called next, and why: the published order of calling, as one pure function.

Nobody at a counter chooses. The same facts give the same next number, so that anybody who reads
the ledger can repeat every choice. The rule in words, in this order:

1. An exception that two people agreed on, with a reason, and that is counted publicly.
2. The family of whoever this counter has just served.
3. Who is further on: the furthest stage first, then by the moment the stage before was left.
4. At the first stage, priority before the others, yet after `priority_run` priority calls in a
   row one of the others is called.
5. Among the others: booked people whose window has begun, by (window, arrival minute), the late
   behind the punctual; then those without an appointment and those far too late, as they came;
   then booked people whose window lies ahead. Whoever of the second group has waited
   `open_minutes` is called after at most `booked_run` booked people.

Members of a family whose window has begun stand together at the place of their last one, have
priority if one of them has, and go to an accessible counter if one of them needs it. In the runs
of calls a family counts once: whoever is called by parts 1 to 3 counts for nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WHYS = ("exception", "family", "further", "priority", "window", "late", "waited", "open", "early")
COUNTS_FOR = {
    "priority": "priority",
    **dict.fromkeys(("window", "late", "early"), "booked"),
    **dict.fromkeys(("waited", "open"), "open"),
}
"""The group a call by that part of the rule counts for in the runs; any other counts for none."""


@dataclass(frozen=True, slots=True)
class OrderRules:
    """The published numbers of the rule."""

    priority_run: int = 2
    booked_run: int = 4
    open_minutes: int = 60

    @property
    def remembered(self) -> int:
        """Return how many of the last calls decide: `booked_run` with priority between them."""
        return self.booked_run * (self.priority_run + 1)


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

    @property
    def group(self) -> str:
        """Return what the call counts for: "priority", "booked", "open", or "" for nothing."""
        return COUNTS_FOR.get(self.why, "")


def next_turn(
    waiters: Iterable[Waiter],
    *,
    now: datetime,
    recent: Sequence[str],
    asking: Asking,
    rules: OrderRules = RULES,
) -> Turn | None:
    """Return whose turn it is at this counter, or None when nobody it may call waits.

    `recent` are the groups (`Turn.group`) of the hall's last calls for what this counter does, the
    newest first and without those that count for nothing; `rules.remembered` of them are enough.
    """
    everyone = list(waiters)
    able = _who_may_come(everyone, asking)
    if excepted := [each for each in able if each.excepted]:
        return Turn(min(excepted, key=_within_group), "exception")
    if family := [each for each in able if _just_served(each, asking) and not _early(each, now)]:
        return Turn(min(family, key=_within_group), "family")
    if further := [each for each in able if each.stage_place > 0]:
        return Turn(min(further, key=_further), "further")
    together = _families_together([each for each in everyone if not each.stage_place], now=now)
    return _at_first_stage(
        _who_may_come(together, asking), everyone, now=now, recent=recent, rules=rules
    )


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
        if turn.group:
            before.insert(0, turn.group)
        asking = Asking(
            is_accessible=asking.is_accessible,
            others_accessible=asking.others_accessible,
            last_party=turn.waiter.party,
        )
    return turns


def group_of(waiter: Waiter) -> str:
    """Return the group somebody waits in at the first stage: "priority", "booked" or "open"."""
    if waiter.line == "priority":
        return "priority"
    return "booked" if waiter.standing in ("punctual", "late") else "open"


def _who_may_come(waiters: Iterable[Waiter], asking: Asking) -> list[Waiter]:
    """A wheelchair waits for an accessible counter where one is open; else any counter helps."""
    if asking.is_accessible or not asking.others_accessible:
        return list(waiters)
    return [each for each in waiters if not each.needs_accessible]


def _just_served(waiter: Waiter, asking: Asking) -> bool:
    return waiter.party is not None and waiter.party == asking.last_party


def _early(waiter: Waiter, now: datetime) -> bool:
    """Say whether the window lies ahead; it no longer matters once somebody was served early."""
    return waiter.stage_place == 0 and waiter.standing == "punctual" and waiter.since > now


def _at_first_stage(
    placed: Sequence[Waiter],
    everyone: Sequence[Waiter],
    *,
    now: datetime,
    recent: Sequence[str],
    rules: OrderRules,
) -> Turn | None:
    priority: list[Waiter] = []
    others: list[Waiter] = []
    early: list[Waiter] = []
    for each in placed:
        if _early(each, now):
            early.append(each)
        else:
            (priority if each.line == "priority" else others).append(each)
    if priority and (not others or _run(recent, "priority") < rules.priority_run):
        return _turn(min(priority, key=_within_group), everyone, "priority")
    return _among_others(others, everyone, now=now, recent=recent, rules=rules) or (
        _turn(min(early, key=_within_group), everyone, "early") if early else None
    )


def _among_others(
    others: Sequence[Waiter],
    everyone: Sequence[Waiter],
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
            return _turn(first, everyone, "waited")
        if not booked:
            return _turn(first, everyone, "open")
    if booked:
        first = min(booked, key=_within_group)
        return _turn(first, everyone, "late" if first.standing == "late" else "window")
    return None


def _run(recent: Sequence[str], group: str) -> int:
    """Return how many of the newest calls in a row were of that group."""
    for place, each in enumerate(recent):
        if each != group:
            return place
    return len(recent)


def _families_together(line: Sequence[Waiter], *, now: datetime) -> list[Waiter]:
    """Move the members of each family, those whose window has begun, to the place of their last."""
    families: dict[int, list[Waiter]] = {}
    for each in line:
        if each.party is not None and not _early(each, now):
            families.setdefault(each.party, []).append(each)
    if not families:
        return list(line)
    return [
        each if _early(each, now) else _with_family(each, families.get(each.party or 0, ()))
        for each in line
    ]


def _with_family(waiter: Waiter, family: Sequence[Waiter]) -> Waiter:
    if len(family) < 2:
        return waiter
    has_priority = any(each.line == "priority" for each in family)
    last = _last_of(family, has_priority=has_priority)
    return Waiter(
        id=waiter.id,
        line="priority" if has_priority else waiter.line,
        standing=last.standing,
        since=last.since,
        arrives_at=last.arrives_at,
        party=waiter.party,
        needs_accessible=any(each.needs_accessible for each in family),
    )


def _last_of(family: Sequence[Waiter], *, has_priority: bool) -> Waiter:
    """Return who would come last of these on their own: the open group comes after the booked."""
    if has_priority:
        return max(family, key=_within_group)
    return max(family, key=lambda each: (group_of(each) == "open", _within_group(each)))


def _turn(placed: Waiter, everyone: Sequence[Waiter], why: str) -> Turn:
    """Return the turn of the waiter as they were before families were put together."""
    return Turn(next(each for each in everyone if each.id == placed.id), why)


_KINDS = {"punctual": 0, "late": 1, "open": 2, "end": 2}


def _within_group(waiter: Waiter) -> tuple[datetime, int, datetime, int]:
    """Order by the window's start or the moment of coming; of one instant the punctual first."""
    minute = waiter.arrives_at if waiter.standing == "punctual" else None
    return (waiter.since, _KINDS[waiter.standing], minute or waiter.since, waiter.id)


def _further(waiter: Waiter) -> tuple[int, datetime, int]:
    return (-waiter.stage_place, waiter.stage_since or waiter.since, waiter.id)
