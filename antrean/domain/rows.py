"""Rows of a reference file, read cell by cell; whatever is wrong is noted with line and column.

Every cell is text, a list or a mapping, whatever file it came from. A reading that fails notes a
`RowError` and returns a harmless stand-in, so that one pass finds everything that is wrong.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

Content = str | list["Cell"] | dict[str, "Cell"]
T = TypeVar("T")

NO_DAY = date(1, 1, 1)

_WHOLE = re.compile(r"-?[0-9]{1,12}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError
    return int(text)


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise ValueError
    return Decimal(text)


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError
    return day


def _clock(text: str) -> time:
    clock = time.fromisoformat(text)
    if f"{clock:%H:%M}" != text or clock.tzinfo:
        raise ValueError
    return clock


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one place of a file. An empty text means "nothing"."""

    content: Content
    line: int


@dataclass(frozen=True, slots=True, order=True)
class RowError:
    """One thing wrong with a file. Lines count from 1; `column` is the heading or key."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file} line {self.line}"
        return (
            f"{place}, {self.column}: {self.reason}" if self.column else f"{place}: {self.reason}"
        )


class BadRows(Exception):
    """A file has wrong rows, so nothing of it is taken over. `errors` names all, by line."""

    def __init__(self, errors: Collection[RowError]) -> None:
        self.errors = tuple(sorted(errors))
        super().__init__("\n".join(str(error) for error in self.errors))


class Row:
    """One row or mapping of a file. Readings of it collect their complaints in `errors`."""

    def __init__(
        self, file: str, line: int, cells: Mapping[str, Cell], *, errors: list[RowError]
    ) -> None:
        self.file = file
        self.line = line
        self.errors = errors
        self._cells = cells
        self._asked: set[str] = set()

    def wrong(self, column: str, reason: str) -> None:
        """Note that the cell, or the row where it has no such cell, is wrong for this reason."""
        cell = self._cells.get(column)
        self.errors.append(RowError(self.file, cell.line if cell else self.line, column, reason))

    def is_empty(self, column: str) -> bool:
        """Say whether the cell is missing or holds nothing."""
        self._asked.add(column)
        cell = self._cells.get(column)
        return cell is None or cell.content == ""

    def nothing_else(self) -> None:
        """Complain of every column that no reading has asked for: it may be a typing error."""
        for column in self._cells:
            if column not in self._asked:
                self.wrong(column, "unknown column")

    def text(self, column: str, *, most: int, default: str | None = None) -> str:
        """Return the text of at most `most` characters; the default where it is empty."""
        if self.is_empty(column):
            return self._nothing(column, default, stand_in="")
        content = self._cells[column].content
        if not isinstance(content, str):
            self.wrong(column, "expected a text")
            return ""
        if len(content) > most:
            self.wrong(column, f"longer than {most} characters")
        return content

    def one_of(self, column: str, known: Collection[str], *, default: str | None = None) -> str:
        """Return the text if it is one of the known ones."""
        found = self.text(column, most=1000, default=default)
        if found and found != default and found not in known:
            self.wrong(column, f"{found!r} is not known here")
            return ""
        return found

    def number(self, column: str, *, least: int, most: int, default: int | None = None) -> int:
        """Return a whole number within the bounds."""
        if self.is_empty(column):
            return self._nothing(column, default, stand_in=least)
        number = self._converted(column, _whole, "a whole number", stand_in=least)
        if not least <= number <= most:
            self.wrong(column, f"{number} is not between {least} and {most}")
        return number

    def number_or_none(self, column: str, *, least: int, most: int) -> int | None:
        """Return a whole number within the bounds, or None where the cell is empty."""
        return None if self.is_empty(column) else self.number(column, least=least, most=most)

    def decimal(self, column: str, *, least: str, most: str, places: int) -> Decimal:
        """Return a number within the bounds and with at most so many places."""
        if self.is_empty(column):
            return self._nothing(column, None, stand_in=Decimal(least))
        number = self._converted(column, _decimal, "a number", stand_in=Decimal(least))
        if not Decimal(least) <= number <= Decimal(most):
            self.wrong(column, f"{number} is not between {least} and {most}")
            return Decimal(least)
        if number != round(number, places):
            self.wrong(column, f"more than {places} decimal places")
        return round(number, places)

    def day(self, column: str, *, default: date | None = None) -> date:
        """Return a date written as YYYY-MM-DD."""
        if self.is_empty(column):
            return self._nothing(column, default, stand_in=NO_DAY)
        return self._converted(column, _day, "a date (YYYY-MM-DD)", stand_in=NO_DAY)

    def day_or_none(self, column: str) -> date | None:
        """Return a date, or None where the cell is empty."""
        return None if self.is_empty(column) else self.day(column)

    def clock(self, column: str) -> time:
        """Return a time of day written as HH:MM."""
        if self.is_empty(column):
            return self._nothing(column, None, stand_in=time(0))
        return self._converted(column, _clock, "a time (HH:MM)", stand_in=time(0))

    def clock_or_none(self, column: str) -> time | None:
        """Return a time of day, or None where the cell is empty."""
        return None if self.is_empty(column) else self.clock(column)

    def flag(self, column: str, *, default: bool | None = None) -> bool:
        """Return true or false."""
        if self.is_empty(column):
            return self._nothing(column, default, stand_in=False)
        content = self._cells[column].content
        if content not in ("true", "false"):
            self.wrong(column, "expected true or false")
        return content == "true"

    def names(self, column: str, *, known: Collection[str] | None = None) -> list[str]:
        """Return a list of texts, each among the known ones; empty where there is none."""
        found = []
        for cell in self._list(column):
            if not isinstance(cell.content, str):
                self.wrong(column, "expected a list of texts")
            elif known is not None and cell.content not in known:
                self.wrong(column, f"{cell.content!r} is not known here")
            else:
                found.append(cell.content)
        return found

    def rows(self, column: str) -> "list[Row]":
        """Return the mappings of a list as rows of their own, with the same complaints list."""
        found = []
        for cell in self._list(column):
            if isinstance(cell.content, dict):
                found.append(Row(self.file, cell.line, cell.content, errors=self.errors))
            else:
                self.errors.append(RowError(self.file, cell.line, column, "expected a mapping"))
        return found

    def row(self, column: str) -> "Row":
        """Return the mapping in a cell as a row; an empty one where there is none."""
        if self.is_empty(column):
            return Row(self.file, self.line, {}, errors=self.errors)
        cell = self._cells[column]
        if isinstance(cell.content, dict):
            return Row(self.file, cell.line, cell.content, errors=self.errors)
        self.wrong(column, "expected a mapping")
        return Row(self.file, cell.line, {}, errors=self.errors)

    def cells_in(self, column: str, name: str) -> "list[Cell]":
        """Return the cells of one name in the mappings of a list, without any complaint."""
        cells = self._cells.get(column)
        items = cells.content if cells and isinstance(cells.content, list) else []
        return [
            item.content[name]
            for item in items
            if isinstance(item.content, dict) and name in item.content
        ]

    def columns(self) -> Sequence[str]:
        """Return the columns or keys of the row, in the order of the file."""
        return list(self._cells)

    def content(self, column: str) -> Content:
        """Return a cell as it stands; an empty text where there is none."""
        return "" if self.is_empty(column) else self._cells[column].content

    def _list(self, column: str) -> list[Cell]:
        if self.is_empty(column):
            return []
        content = self._cells[column].content
        if isinstance(content, list):
            return content
        self.wrong(column, "expected a list")
        return []

    def _nothing(self, column: str, default: T | None, *, stand_in: T) -> T:
        if default is not None:
            return default
        self.wrong(column, "is missing")
        return stand_in

    def _converted(self, column: str, convert: Callable[[str], T], what: str, *, stand_in: T) -> T:
        content = self._cells[column].content
        try:
            return convert(content if isinstance(content, str) else "no text")
        except ValueError:
            shown = f", not {content!r}" if isinstance(content, str) else ""
            self.wrong(column, f"expected {what}{shown}")
            return stand_in
