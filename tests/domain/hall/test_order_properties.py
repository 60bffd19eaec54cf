"""What holds of the order of calling in any hall, and that a plain second definition agrees."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from antrean.domain.hall import order
from antrean.domain.hall.order import RULES, Asking, OrderRules, line_up, next_turn
from tests.domain.hall.plain_order import (
    ANY_COUNTER,
    NOW,
    UPSTAIRS,
    booked,
    calls,
    came,
    is_ahead,
    minutes,
    numbers,
    plain,
    plain_turn,
)

PARTIES = st.sampled_from([None, None, 1, 2, 3])
WINDOWS = st.sampled_from([-120, -90, -60, -30, 0, 30])
GROUPS = st.lists(st.sampled_from(["priority", "booked", "booked", "booked", "open"]), max_size=12)
ASKING = st.builds(
    Asking,
    is_accessible=st.booleans(),
    others_accessible=st.booleans(),
    last_party=st.sampled_from([None, 1, 2]),
)
FEW = settings(max_examples=40)

RARELY = st.sampled_from([False] * 9 + [True])


@st.composite
def punctual(draw, *, windows=WINDOWS, parties=PARTIES, lines=("booked", "booked", "priority")):
    window = draw(windows)
    return booked(
        0,
        window=window,
        minute=window + draw(st.integers(0, 29)),
        line=draw(st.sampled_from(lines)),
        party=draw(parties),
    )


@st.composite
def back_or_late(draw, *, longest=150, parties=PARTIES, lines=("booked", "priority")):
    return came(
        0,
        ago=draw(st.integers(0, longest)),
        line=draw(st.sampled_from(lines)),
        standing=draw(st.sampled_from(["late", "end"])),
        party=draw(parties),
    )


@st.composite
def without_appointment(draw, *, longest=150, lines=("walk_in", "walk_in", "priority")):
    return came(0, ago=draw(st.integers(0, longest)), line=draw(st.sampled_from(lines)))


@st.composite
def anybody(draw):
    """Return somebody with any of the facts the rule looks at."""
    stage = draw(st.sampled_from([0, 0, 0, 0, 1, 2]))
    return replace(
        draw(punctual() | back_or_late() | without_appointment()),
        stage_place=stage,
        stage_since=minutes(-draw(st.integers(0, 60))) if stage else None,
        needs_accessible=draw(RARELY),
        excepted=draw(RARELY),
    )


def halls(people, *, most=14):
    """Return lists of people with a number each, in an order that says nothing."""
    lists = st.lists(people, max_size=most).map(
        lambda found: [replace(each, id=place + 1) for place, each in enumerate(found)]
    )
    return lists.flatmap(st.permutations)


alone = {"parties": st.none()}
singles = punctual(**alone) | back_or_late(**alone) | without_appointment()


@given(halls(anybody()), GROUPS, ASKING)
def test_a_plain_second_definition_agrees(hall, recent, asking):
    turn = next_turn(hall, now=NOW, recent=recent, asking=asking)

    assert plain(turn) == plain_turn(hall, recent=recent, asking=asking)


def test_twin_the_plain_definition_notices_a_rule_that_forgets_families(monkeypatch):
    hall = [booked(1, window=-90, party=7), booked(2, window=-60), booked(3, party=7)]
    monkeypatch.setattr(order, "_families_together", lambda line, **_now: list(line))

    turn = next_turn(hall, now=NOW, recent=[], asking=ANY_COUNTER)

    assert plain(turn) != plain_turn(hall)


@given(halls(anybody()), GROUPS, ASKING, st.randoms())
@FEW
def test_the_order_in_which_people_are_listed_changes_nothing(hall, recent, asking, chance):
    shuffled = chance.sample(hall, len(hall))

    turns = [
        line_up(people, now=NOW, recent=recent, asking=asking, limit=99)
        for people in (hall, shuffled)
    ]

    assert turns[0] == turns[1]


@given(halls(anybody()), GROUPS, ASKING)
@FEW
def test_lining_up_is_calling_again_and_again(hall, recent, asking):
    turns = line_up(hall, now=NOW, recent=recent, asking=asking, limit=99)

    assert turns == calls(hall, recent=recent, asking=asking, next_turn=next_turn)


@given(halls(anybody()), st.integers(0, 5))
@FEW
def test_a_shorter_look_ahead_is_the_beginning_of_the_longer_one(hall, limit):
    short, long = (
        line_up(hall, now=NOW, recent=[], asking=ANY_COUNTER, limit=each) for each in (limit, 99)
    )

    assert short == long[:limit]


@given(halls(anybody()), GROUPS)
@FEW
def test_everybody_is_called_exactly_once_where_everybody_may_come(hall, recent):
    turns = line_up(hall, now=NOW, recent=recent, asking=ANY_COUNTER, limit=99)

    assert sorted(numbers(turns)) == sorted(each.id for each in hall)


@given(halls(anybody()), GROUPS)
@FEW
def test_no_wheelchair_is_called_upstairs_while_an_accessible_counter_is_open(hall, recent):
    turns = line_up(hall, now=NOW, recent=recent, asking=UPSTAIRS, limit=99)

    assert not [turn for turn in turns if turn.waiter.needs_accessible]


@given(halls(anybody()), GROUPS)
@FEW
def test_no_wheelchair_is_forgotten_where_no_accessible_counter_is_open(hall, recent):
    nowhere_else = Asking(is_accessible=False)

    turns = line_up(hall, now=NOW, recent=recent, asking=nowhere_else, limit=99)

    assert sorted(numbers(turns)) == sorted(each.id for each in hall)


@given(halls(singles), GROUPS)
@FEW
def test_of_two_punctual_booked_people_the_earlier_window_and_minute_comes_first(hall, recent):
    turns = line_up(hall, now=NOW, recent=recent, asking=ANY_COUNTER, limit=99)

    called = [turn.waiter for turn in turns]
    promised = [
        (each.since, each.arrives_at)
        for each in called
        if (each.line, each.standing) == ("booked", "punctual")
    ]
    assert promised == sorted(promised)


@given(halls(singles), GROUPS)
def test_priority_never_exceeds_its_run_while_others_are_due(hall, recent):
    turns = line_up(hall, now=NOW, recent=recent, asking=ANY_COUNTER, limit=99)

    groups = [turn.group for turn in turns]
    for place, turn in enumerate(turns):
        run = [*groups[:place][::-1], *recent][: RULES.priority_run]
        others = [
            later.waiter
            for later in turns[place:]
            if later.waiter.line != "priority" and not is_ahead(later.waiter)
        ]
        had_enough = run == ["priority"] * RULES.priority_run
        assert not (turn.why == "priority" and had_enough and others)


def calls_before_the_longest_wait(hall, recent, rules=RULES):
    """Return how many booked are called before somebody who waited longest, open and overdue."""
    everybody = [*hall, came(99, ago=200)]
    turns = line_up(everybody, now=NOW, recent=recent, asking=ANY_COUNTER, limit=99, rules=rules)
    before = turns[: numbers(turns).index(99)]
    return [turn.group for turn in before].count("booked")


@given(halls(punctual() | without_appointment(), most=20), GROUPS)
def test_whoever_waited_too_long_is_called_after_at_most_so_many_booked(hall, recent):
    assert calls_before_the_longest_wait(hall, recent) <= RULES.booked_run


def test_twin_without_the_limit_the_wait_has_no_bound():
    hall = [booked(each + 1) for each in range(20)]

    unbounded = calls_before_the_longest_wait(hall, [], rules=OrderRules(booked_run=10_000))

    assert unbounded == 20


begun = punctual(windows=st.sampled_from([-120, -90, -60, -30])) | back_or_late()


@given(halls(begun | without_appointment()), GROUPS)
@FEW
def test_a_family_is_called_one_after_another(hall, recent):
    turns = line_up(hall, now=NOW, recent=recent, asking=ANY_COUNTER, limit=99)

    parties = [turn.waiter.party for turn in turns]
    changes = [
        party
        for place, party in enumerate(parties)
        if party is not None and (place == 0 or parties[place - 1] != party)
    ]
    assert len(changes) == len(set(changes))


ordinary = {"lines": ("booked",)}
nobody_overdue = (
    punctual(**ordinary)
    | back_or_late(longest=59, **ordinary)
    | without_appointment(longest=59, lines=("walk_in",))
)


def others_before(turns, *, who, family):
    """Return how many outside the family are called before this member."""
    before = turns[: numbers(turns).index(who)]
    return len([turn for turn in before if turn.waiter.id not in family])


def with_a_second_each(hall):
    """Give everybody an instant of their own, so that nothing is decided by the number alone."""
    second = {each.id: timedelta(seconds=each.id) for each in hall}
    return [
        replace(each, arrives_at=each.arrives_at + second[each.id])
        if each.standing == "punctual"
        else replace(each, since=each.since - second[each.id])
        for each in hall
    ]


@given(halls(nobody_overdue, most=10).map(with_a_second_each), st.sampled_from([1, 2, 3]))
def test_nobody_is_called_earlier_for_having_a_family(hall, party):
    family = {each.id for each in hall if each.party == party}
    apart = [replace(each, party=None) if each.id in family else each for each in hall]

    together, apart = (
        line_up(people, now=NOW, recent=[], asking=ANY_COUNTER, limit=99)
        for people in (hall, apart)
    )

    assert [
        who
        for who in family
        if others_before(together, who=who, family=family)
        < others_before(apart, who=who, family=family)
    ] == []
