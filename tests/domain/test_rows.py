"""Reading rows: what is wrong is named by line, column and reason, and reading goes on."""

from datetime import date, time
from decimal import Decimal

import pytest

from antrean.domain.rows import BadRows, Cell, Row, RowError


def row(**cells: object) -> Row:
    return Row(
        "offices.csv",
        7,
        {name: Cell(content, 7) for name, content in cells.items()},
        errors=[],
    )


def reasons(read: Row) -> list[str]:
    return [f"{error.column}: {error.reason}" for error in read.errors]


def test_well_written_cells_are_read():
    read = row(n="12", d="-6.2146", day="2028-02-29", at="11:30", yes="true", list=[Cell("a", 8)])

    assert read.number("n", least=0, most=20) == 12
    assert read.decimal("d", least="-90", most="90", places=4) == Decimal("-6.2146")
    assert read.day("day") == date(2028, 2, 29)
    assert read.clock("at") == time(11, 30)
    assert read.flag("yes") is True
    assert read.names("list", known=["a"]) == ["a"]
    assert read.errors == []


@pytest.mark.parametrize("number", ["1_000", "٣", "1e3", " 5", "1.5", "five", "0x10"])
def test_only_plain_whole_numbers_count(number):
    read = row(n=number)

    read.number("n", least=0, most=10_000)

    assert reasons(read) == [f"n: expected a whole number, not {number!r}"]


@pytest.mark.parametrize(
    "day", ["2027-02-29", "2026-13-01", "20261124", "2026-W01-1", "24-11-2026"]
)
def test_impossible_and_oddly_written_dates_are_named(day):
    read = row(day=day)

    read.day("day")

    assert reasons(read) == [f"day: expected a date (YYYY-MM-DD), not {day!r}"]


@pytest.mark.parametrize("clock", ["8:00", "08.00", "24:00", "08:00+07:00", "08:00:30"])
def test_odd_times_are_named(clock):
    read = row(at=clock)

    read.clock("at")

    assert reasons(read) == [f"at: expected a time (HH:MM), not {clock!r}"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e2", "6.2.1"])
def test_numbers_that_are_none_are_named(number):
    read = row(latitude=number)

    read.decimal("latitude", least="-11.5", most="6.5", places=4)

    assert reasons(read) == [f"latitude: expected a number, not {number!r}"]


def test_a_row_with_many_faults_names_them_all():
    read = row(n="900", d="1.23456", kind="castle", yes="maybe", long="x" * 9, extra="?")

    read.number("n", least=0, most=20)
    read.decimal("d", least="0", most="2", places=4)
    read.one_of("kind", ["kanim"])
    read.flag("yes")
    read.text("long", most=8)
    read.text("gone", most=8)
    read.nothing_else()

    assert reasons(read) == [
        "n: 900 is not between 0 and 20",
        "d: more than 4 decimal places",
        "kind: 'castle' is not known here",
        "yes: expected true or false",
        "long: longer than 8 characters",
        "gone: is missing",
        "extra: unknown column",
    ]


def test_things_of_another_shape_are_named():
    read = row(text=[Cell("a", 7)], list="a", rows=[Cell("a", 9)], mapping="a")

    read.text("text", most=8)
    read.names("list")
    read.rows("rows")
    read.row("mapping")

    assert reasons(read) == [
        "text: expected a text",
        "list: expected a list",
        "rows: expected a mapping",
        "mapping: expected a mapping",
    ]


def test_an_error_reads_as_a_sentence():
    bad = BadRows(
        [
            RowError("offices.csv", 9, "", "12 cells, not 13"),
            RowError("offices.csv", 3, "code", "?"),
        ]
    )

    assert str(bad) == "offices.csv line 3, code: ?\noffices.csv line 9: 12 cells, not 13"
