"""The order of calling said a second time, slowly and in other words, to hold the rule against.

Nothing here is fast or clever, and nothing of it comes from the rule but its words and numbers.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from antrean.domain.hall.order import RULES, Asking, Waiter

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
"""Ten o'clock in Jakarta, in the middle of a morning."""

ANY_COUNTER = Asking()
UPSTAIRS = Asking(is_accessible=False, others_accessible=True)


def minutes(count):
    """Return the instant so many minutes from now; before it where negative."""
    return NOW + timedelta(minutes=count)


def booked(number, *, window=-30, minute=None, **more):
    """Return somebody punctual whose window and arrival minute are so many minutes from now."""
    arrives = minutes(window if minute is None else minute)
    facts = {"line": "booked", "standing": "punctual", "since": minutes(window)}
    return Waiter(id=number, **{**facts, "arrives_at": arrives, **more})


def came(number, *, ago, line="walk_in", standing="open", **more):
    """Return somebody without a window that counts, who came so many minutes ago."""
    return Waiter(id=number, line=line, standing=standing, since=minutes(-ago), **more)


def plain_turn(hall, *, recent=(), asking=ANY_COUNTER, rules=RULES):
    """Return whose turn it is and why, as (number, why); None when nobody may come."""
    here = [each for each in hall if may_come(each, asking)]
    for why, people in (
        ("exception", in_line(each for each in here if each.excepted)),
        ("family", in_line(each for each in here if is_family(each, asking))),
        ("further", the_furthest(here)),
    ):
        if people:
            return people[0].id, why
    at_first = [each for each in hall if each.stage_place == 0]
    placed = [place_of(each, at_first) for each in at_first]
    return turn_at_first_stage([each for each in placed if may_come(each, asking)], recent, rules)


def turn_at_first_stage(placed, recent, rules):
    due = [each for each in placed if not is_ahead(each)]
    priority = in_line(each for each in due if each.line == "priority")
    with_window = in_line(each for each in due if is_with_window(each))
    without = in_line(each for each in due if each.line != "priority" and not is_with_window(each))
    ahead = in_line(each for each in placed if is_ahead(each))

    had_enough = begins_with(recent, "priority", rules.priority_run)
    if priority and not (had_enough and (with_window or without)):
        return priority[0].id, "priority"
    ordinary = [each for each in recent if each != "priority"]
    passed_over = begins_with(ordinary, "booked", rules.booked_run)
    long_ago = NOW - timedelta(minutes=rules.open_minutes)
    if with_window and without and passed_over and without[0].since <= long_ago:
        return without[0].id, "waited"
    if with_window:
        return with_window[0].id, "late" if with_window[0].standing == "late" else "window"
    if without:
        return without[0].id, "open"
    return (ahead[0].id, "early") if ahead else None


def may_come(each, asking):
    return not (each.needs_accessible and asking.others_accessible and not asking.is_accessible)


def is_ahead(each):
    return each.stage_place == 0 and each.standing == "punctual" and each.since > NOW


def is_with_window(each):
    return each.line != "priority" and each.standing in ("punctual", "late")


def is_family(each, asking):
    return each.party is not None and each.party == asking.last_party and not is_ahead(each)


def the_furthest(here):
    onward = [each for each in here if each.stage_place > 0]
    onward.sort(key=lambda each: each.id)
    onward.sort(key=lambda each: each.stage_since)
    onward.sort(key=lambda each: each.stage_place, reverse=True)
    return onward


def in_line(people):
    """Return them by window or coming, then the punctual by their minute, then by number."""
    line = sorted(people, key=lambda each: each.id)
    line.sort(key=lambda each: each.arrives_at if each.standing == "punctual" else each.since)
    line.sort(key=lambda each: {"punctual": 1, "late": 2}.get(each.standing, 3))
    line.sort(key=lambda each: each.since)
    return line


def place_of(each, at_first):
    """Return somebody where they stand with their family; alone they stand where they are."""
    family = [
        other
        for other in at_first
        if each.party is not None and other.party == each.party and not is_ahead(other)
    ]
    if is_ahead(each) or len(family) == 1 or not family:
        return each
    is_priority = "priority" in [other.line for other in family]
    without = [other for other in family if other.standing in ("end", "open")]
    last = in_line(family if is_priority else without or family)[-1]
    return replace(
        each,
        line="priority" if is_priority else each.line,
        standing=last.standing,
        since=last.since,
        arrives_at=last.arrives_at,
        needs_accessible=True in [other.needs_accessible for other in family],
    )


def begins_with(recent, group, times):
    return list(recent[:times]) == [group] * times


def calls(hall, *, recent=(), asking=ANY_COUNTER, rules=RULES, next_turn):
    """Call everybody one by one, as a counter does that keeps book of what its calls count for."""
    left, before, called = list(hall), list(recent), []
    for _each in hall:
        turn = next_turn(left, now=NOW, recent=before, asking=asking, rules=rules)
        if turn is None:
            break
        called.append(turn)
        left.remove(turn.waiter)
        before = [turn.group, *before] if turn.group else before
        asking = replace(asking, last_party=turn.waiter.party)
    return called


def plain(turn):
    """Return a turn as the plain rule says it."""
    return (turn.waiter.id, turn.why) if turn else None


def numbers(turns):
    return [turn.waiter.id for turn in turns]


def parts(turns):
    return [turn.why for turn in turns]
