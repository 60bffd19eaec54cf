"""Seat files: what seats an office has in a draw, and behind whom each of its cells was full.

ASCII, each line ends with LF; an office has a file of its own, so that people load a small one. A
line is a cell, in the order of day, hour and pool, every pool of each window, with seats or none:

    seats/OFFICE.txt      DAY HH:MM POOL SEATS                  as announced
    cutoffs/OFFICE.txt    DAY HH:MM POOL SEATS CUTOFF x 6       of the last walk, for groups of 1-6

A cutoff is `*` where everybody could sit, `-` where nobody could, else `AGE_CLASS:LEAF` of the lot
that is the last one that could; its draw number follows from seed and leaf.
"""

from collections.abc import Callable, Mapping
from datetime import date, time

from antrean.domain.draw.allocation import EVERYBODY, Cell, Cutoffs, Place
from antrean.domain.draw.numbers import draw_number

ANYBODY, NOBODY = "*", "-"


def seat_files(seats: Mapping[Cell, int]) -> dict[str, bytes]:
    """Return the files of all seats, as the module says; `seats` are `allocation.laid_out`."""
    return _by_office("seats", seats, lambda _: "")


def cutoff_files(seats: Mapping[Cell, int], *, cutoffs: Cutoffs) -> dict[str, bytes]:
    """Return the files of all cutoffs; seats and cutoffs are those of an `allocation.Outcome`."""
    return _by_office(
        "cutoffs", seats, lambda cell: "".join(f" {_written(each)}" for each in cutoffs[cell])
    )


def seats_in(files: Mapping[str, bytes], *, folder: str = "seats") -> dict[Cell, int]:
    """Read the seats of all files in `seats/`, or of those in `cutoffs/`; raises `ValueError`."""
    return {cell: int(words[0]) for cell, words in _lines(files, folder)}


def cutoffs_in(files: Mapping[str, bytes], *, seed: bytes) -> Cutoffs:
    """Read the cutoffs of all files in `cutoffs/`; raises `ValueError`."""
    return {cell: [_read(word, seed) for word in words[1:]] for cell, words in _lines(files)}


def _by_office(
    folder: str, seats: Mapping[Cell, int], more: Callable[[Cell], str]
) -> dict[str, bytes]:
    lines: dict[str, list[str]] = {}
    for cell in sorted(seats):
        window = f"{cell.day.isoformat()} {cell.starts.isoformat('minutes')} {cell.pool}"
        line = f"{window} {seats[cell]}{more(cell)}\n"
        lines.setdefault(f"{folder}/{cell.office}.txt", []).append(line)
    return {name: "".join(those).encode("ascii") for name, those in lines.items()}


def _lines(files: Mapping[str, bytes], folder: str = "cutoffs") -> list[tuple[Cell, list[str]]]:
    found = []
    for name in sorted(files):
        if name.startswith(f"{folder}/"):
            office = name.removeprefix(f"{folder}/").removesuffix(".txt")
            for line in files[name].decode("ascii").splitlines():
                day, starts, pool, *words = line.split(" ")
                cell = Cell(office, date.fromisoformat(day), time.fromisoformat(starts), pool)
                found.append((cell, words))
    return found


def _written(cutoff: Place | None) -> str:
    if cutoff is None:
        return NOBODY
    return ANYBODY if cutoff == EVERYBODY else f"{-cutoff.age}:{cutoff.leaf.hex()}"


def _read(word: str, seed: bytes) -> Place | None:
    if word in (ANYBODY, NOBODY):
        return EVERYBODY if word == ANYBODY else None
    age_class, _, digits = word.partition(":")
    leaf = bytes.fromhex(digits)
    return Place(-int(age_class), draw_number(leaf, seed=seed), leaf)
