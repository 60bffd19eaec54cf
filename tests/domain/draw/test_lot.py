"""The text of a lot: one for each lot, the same in every language, and nothing else is read."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.draw.lot import GROUP_MAX, Lot, NotALot, from_text, to_text
from antrean.domain.wishes import PART_NAMES, PARTS, Wishes

words = st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
wishes = st.builds(
    Wishes,
    offices=st.lists(words, min_size=1, max_size=3, unique=True).map(tuple),
    cannot=st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(PART_NAMES))),
    not_on=st.frozensets(days, max_size=5),
    not_before=st.none() | days,
)
lots = st.builds(
    Lot,
    ref=words,
    wishes=wishes,
    pools=st.frozensets(st.sampled_from(["regular", "priority", "urgent"]), min_size=1),
    age_class=st.integers(0, 40),
    group_size=st.integers(1, GROUP_MAX),
)
SITI = Lot("x7Yk-2_pQ9aa", Wishes(("kanim-batam", "kanim-belakang-padang")), frozenset({"regular"}))
WRITTEN = b"""\
antrean-lot-v1
ref x7Yk-2_pQ9aa
offices kanim-batam kanim-belakang-padang
cannot 0:afternoon 0:early 4:late
not_on 2026-12-02 2026-12-11
not_before 2026-12-01
pools priority regular
age_class 2
group_size 4
"""
BARE = b"""\
antrean-lot-v1
ref x7Yk-2_pQ9aa
offices kanim-batam kanim-belakang-padang
cannot
not_on
not_before
pools regular
age_class 0
group_size 1
"""


def read_if_it_is_one(text):
    try:
        return from_text(text)
    except NotALot:
        return None


def test_the_text_is_exactly_this():
    lot = Lot(
        ref="x7Yk-2_pQ9aa",
        wishes=Wishes(
            offices=("kanim-batam", "kanim-belakang-padang"),
            cannot=frozenset({(4, "late"), (0, "early"), (0, "afternoon")}),
            not_on=frozenset({date(2026, 12, 11), date(2026, 12, 2)}),
            not_before=date(2026, 12, 1),
        ),
        pools=frozenset({"regular", "priority"}),
        age_class=2,
        group_size=4,
    )

    assert to_text(lot) == WRITTEN


def test_who_wishes_nothing_has_lines_without_values():
    assert to_text(SITI) == BARE


def test_the_parts_of_a_day_are_those_the_first_version_names():
    assert [(part.name, part.starts) for part in PARTS] == [
        ("early", time(0)),
        ("late", time(10)),
        ("afternoon", time(12)),
    ]


@given(lots)
def test_a_text_is_read_back_as_the_same_lot(lot):
    assert from_text(to_text(lot)) == lot


@given(lots, lots)
def test_different_lots_have_different_texts(one, other):
    assert (to_text(one) == to_text(other)) == (one == other)


@pytest.mark.parametrize(
    "lot",
    [
        pytest.param(replace(SITI, ref=""), id="no reference"),
        pytest.param(replace(SITI, ref="a\nage_class 9"), id="a line break"),
        pytest.param(replace(SITI, ref="a b"), id="a space"),
        pytest.param(replace(SITI, ref="é"), id="not ASCII"),
        pytest.param(replace(SITI, wishes=Wishes(())), id="no office"),
        pytest.param(replace(SITI, wishes=Wishes(("a", "a"))), id="an office twice"),
        pytest.param(replace(SITI, wishes=Wishes(("a b",))), id="an office of two words"),
        pytest.param(
            replace(SITI, wishes=Wishes(("a",), cannot=frozenset({(7, "early")}))),
            id="an eighth day of the week",
        ),
        pytest.param(
            replace(SITI, wishes=Wishes(("a",), cannot=frozenset({(1, "night")}))),
            id="a part that is none",
        ),
        pytest.param(replace(SITI, pools=frozenset()), id="no pool"),
        pytest.param(replace(SITI, age_class=-1), id="lost less than never"),
        pytest.param(replace(SITI, group_size=0), id="nobody"),
        pytest.param(replace(SITI, group_size=7), id="seven people"),
    ],
)
def test_what_no_line_can_say_has_no_text(lot):
    with pytest.raises(NotALot):
        to_text(lot)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(WRITTEN[:-1], id="without its end"),
        pytest.param(WRITTEN + b"\n", id="one line more"),
        pytest.param(WRITTEN.replace(b"\n", b"\r\n"), id="other line ends"),
        pytest.param(WRITTEN.replace(b"-v1", b"-v2"), id="another version"),
        pytest.param(
            WRITTEN.replace(b"0:afternoon 0:early", b"0:early 0:afternoon"), id="unsorted"
        ),
        pytest.param(WRITTEN.replace(b"4:late", b"4:late 4:late"), id="said twice"),
        pytest.param(WRITTEN.replace(b"4:late", b" 4:late"), id="two spaces"),
        pytest.param(WRITTEN.replace(b"12-01", b"12-01 2026-12-03"), id="two first days"),
        pytest.param(WRITTEN.replace(b"2026-12-01", b"20261201"), id="a date in another form"),
        pytest.param(WRITTEN.replace(b"age_class 2", b"age_class 02"), id="a leading zero"),
        pytest.param(WRITTEN.replace(b"age_class 2", b"age_class two"), id="a number in words"),
        pytest.param(WRITTEN.replace(b"age_class", b"age"), id="another key"),
        pytest.param(WRITTEN.replace(b"x7Yk", b"x7\xc3\xa9k"), id="not ASCII"),
    ],
)
def test_almost_the_text_is_no_lot(text):
    with pytest.raises(NotALot):
        from_text(text)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_no_lot(text):
    with pytest.raises(NotALot):
        from_text(text)


@given(lots, st.data())
def test_a_changed_byte_gives_another_lot_or_none(lot, data):
    text = bytearray(to_text(lot))
    text[data.draw(st.integers(0, len(text) - 1))] ^= data.draw(st.integers(1, 255))

    assert read_if_it_is_one(bytes(text)) != lot
