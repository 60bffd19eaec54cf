"""Soonest: the first window that fits, by a definition anyone can repeat."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.allocation import POOLS, Calendar, OpenCell, Refusal, pools_for, soonest
from antrean.domain.wishes import PART_NAMES, Wishes

START = date(2026, 12, 1)
OFFICES = ("kanim-a", "kanim-b")

cells = st.lists(
    st.tuples(
        st.sampled_from(OFFICES),
        st.integers(0, 9),
        st.sampled_from([time(8), time(10), time(13)]),
        st.sampled_from(["regular", "priority"]),
        st.integers(0, 3),
    ),
    max_size=25,
    unique_by=lambda cell: cell[:4],
)
wishes = st.builds(
    Wishes,
    offices=st.permutations(OFFICES).map(tuple),
    cannot=st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(PART_NAMES)), max_size=12),
)


def calendar_of(rows):
    found = [
        OpenCell(place, office, START + timedelta(days=after), starts, pool, free)
        for place, (office, after, starts, pool, free) in enumerate(rows)
    ]
    by_time = sorted(found, key=lambda cell: (cell.day, cell.starts))
    return Calendar(
        {
            office: {
                pool: [each for each in by_time if (each.office, each.pool) == (office, pool)]
                for pool in POOLS
            }
            for office in OFFICES
        }
    )


def best_by_definition(calendar, wish, pools):
    fitting = [
        cell
        for office in wish.offices
        for pool in pools
        for cell in calendar.cells[office][pool]
        if cell.free > 0 and wish.allows(cell.day, cell.starts)
    ]
    order = [
        (cell.day, wish.offices.index(cell.office), cell.starts, pools.index(cell.pool), cell.id)
        for cell in fitting
    ]
    return min(order)[-1] if order else None


@given(cells, wishes, st.sampled_from([("regular",), ("regular", "priority")]))
def test_the_choice_is_the_first_by_day_office_hour_and_pool(rows, wish, pools):
    calendar = calendar_of(rows)
    expected = best_by_definition(calendar, wish, pools)

    found = soonest(calendar, wishes=wish, pools=pools, earliest=dict.fromkeys(OFFICES, START))

    assert (None if isinstance(found, Refusal) else found.id) == expected


@given(cells, wishes)
def test_no_more_is_proposed_than_there_is(rows, wish):
    calendar = calendar_of(rows)
    free = sum(cell[4] for cell in rows if cell[3] == "regular")

    found = [
        soonest(calendar, wishes=wish, pools=("regular",), earliest=dict.fromkeys(OFFICES, START))
        for _ in range(free + 3)
    ]

    assert sum(isinstance(each, OpenCell) for each in found) <= free


def test_a_refusal_names_the_first_day_that_is_free_outside_the_wishes():
    calendar = calendar_of([("kanim-a", 2, time(8), "regular", 1)])
    wish = Wishes(("kanim-a",), not_on=frozenset({START + timedelta(days=2)}))

    found = soonest(calendar, wishes=wish, pools=("regular",), earliest={"kanim-a": START})

    assert found == Refusal("wishes", START + timedelta(days=2), "kanim-a")


def test_a_refusal_of_a_full_office_names_the_day_that_opens_next():
    calendar = Calendar({"kanim-a": {"regular": []}}, {"kanim-a": START})

    found = soonest(
        calendar, wishes=Wishes(("kanim-a",)), pools=("regular",), earliest={"kanim-a": START}
    )

    assert found == Refusal("full", START, "kanim-a")


def test_the_elderly_and_small_children_may_use_the_priority_pool_after_the_open_seats():
    assert pools_for(age=60, needs=()) == ("regular", "priority")
    assert pools_for(age=4, needs=()) == ("regular", "priority")
    assert pools_for(age=30, needs=("pregnant",)) == ("regular", "priority")
    assert pools_for(age=30, needs=()) == ("regular",)
