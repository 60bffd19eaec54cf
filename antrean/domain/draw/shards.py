"""Shards: the long lists of a draw, cut by the first 16 bits of a leaf into small public files.

`leaves/ab/cd.txt` holds all leaves that begin with the bytes ab cd, and `results/ab/cd.txt` what
became of them. A shard without leaves is not there. Text is ASCII, each line ends with LF, and
bytes are hexadecimal digits in lower case. All shards, read in the order of their names, are the
leaves in the order of the tree.

A line of leaves is the leaf. A line of results is, with one space between,

    LEAF AGE_CLASS GROUP_SIZE OFFICE DAY HH:MM POOL      where a seat was given
    LEAF AGE_CLASS GROUP_SIZE -                          where none was

The tree over results has `merkle.leaf_hash` of each line, without its LF, in the same order.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from itertools import groupby
from typing import NamedTuple

from antrean.domain.draw.allocation import Cell
from antrean.domain.draw.lot import Lot

PREFIX_BYTES = 2
NOTHING = "-"


class Result(NamedTuple):
    """What became of a leaf."""

    leaf: bytes
    age_class: int
    group_size: int
    cell: Cell | None


def leaf_files(leaves: Iterable[bytes]) -> dict[str, bytes]:
    """Return the shards of these leaves, which are sorted by their bytes."""
    return _sharded("leaves", ((leaf, leaf.hex()) for leaf in leaves))


def result_files(results: Iterable[Result]) -> dict[str, bytes]:
    """Return the shards of these results, which are sorted by the bytes of their leaves."""
    return _sharded("results", ((each.leaf, to_line(each)) for each in results))


def results_of(given: Mapping[bytes, Cell | None], *, lots: Mapping[bytes, Lot]) -> list[Result]:
    """Return who was given what, sorted by leaf; `lots` has the lot of every leaf."""
    return [
        Result(leaf, lots[leaf].age_class, lots[leaf].group_size, given[leaf])
        for leaf in sorted(given)
    ]


def to_line(result: Result) -> str:
    """Return the line of a result, as the module says, without its LF."""
    cell = NOTHING if result.cell is None else cell_name(result.cell)
    return f"{result.leaf.hex()} {result.age_class} {result.group_size} {cell}"


def cell_name(cell: Cell) -> str:
    """Return how a cell is written: `OFFICE DAY HH:MM POOL`."""
    starts = cell.starts.isoformat("minutes")
    return f"{cell.office} {cell.day.isoformat()} {starts} {cell.pool}"


def cell_of(words: Iterable[str]) -> Cell:
    """Read the four words of a cell; raises `ValueError`."""
    office, day, starts, pool = words
    return Cell(office, date.fromisoformat(day), time.fromisoformat(starts), pool)


def leaves_in(shard: bytes) -> list[bytes]:
    """Read a shard of leaves; raises `ValueError`."""
    return [bytes.fromhex(line) for line in shard.decode("ascii").splitlines()]


def results_in(shard: bytes) -> Iterator[Result]:
    """Read a shard of results; raises `ValueError`."""
    for line in shard.decode("ascii").splitlines():
        leaf, age_class, group_size, *words = line.split(" ")
        cell = None if words == [NOTHING] else cell_of(words)
        yield Result(bytes.fromhex(leaf), int(age_class), int(group_size), cell)


def _sharded(folder: str, lines: Iterable[tuple[bytes, str]]) -> dict[str, bytes]:
    by_prefix = groupby(lines, key=lambda each: each[0][:PREFIX_BYTES])
    return {
        f"{folder}/{prefix[:1].hex()}/{prefix[1:].hex()}.txt": "".join(
            f"{line}\n" for _, line in lot
        ).encode("ascii")
        for prefix, lot in by_prefix
    }
