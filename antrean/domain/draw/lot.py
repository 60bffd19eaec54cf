"""The lot: what one application takes into the draw, and the one text that is said of it.

The text is ASCII. Each line ends with LF (0x0A), the last one too. A line is its key and then, for
each value, one space and the value; a line without values is the key alone. Nothing else stands
in it. The lines, all of them, in this order:

    antrean-lot-v1                   the version of this text
    ref REF                          the application's reference: A-Z a-z 0-9 _ -
    offices CODE ...                 at least one, the preferred one first: the same letters
    cannot WEEKDAY:PART ...          Monday is 0; early is a window that starts before 10:00, late
                                     from 10:00 on, afternoon from 12:00 on, on the office's clock
    not_on YYYY-MM-DD ...            days on which the applicant cannot come
    not_before YYYY-MM-DD            the first day that suits, or no value
    pools POOL ...                   the pools the applicant may use, at least one
    age_class NUMBER                 how many draws the application has lost
    group_size NUMBER                how many people win or lose together, 1 to 6

Numbers are decimal without leading zeros. The values of `cannot`, `not_on` and `pools` are sorted
by their bytes; no value stands twice in a line. Nothing says who the applicant is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from antrean.domain.wishes import PART_NAMES, Wishes

VERSION = "antrean-lot-v1"
GROUP_MAX = 6
WORD = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


class NotALot(Exception):
    """No lot is written like that."""


@dataclass(frozen=True, slots=True)
class Lot:
    """What one application, or one group, takes into the draw."""

    ref: str
    wishes: Wishes
    pools: frozenset[str]
    age_class: int = 0
    group_size: int = 1


def to_text(lot: Lot) -> bytes:
    """Return the one text of a lot, as the module says; raises `NotALot` where there is none."""
    if not WORD.fullmatch(lot.ref):
        raise NotALot("a reference")
    if lot.age_class < 0 or not 1 <= lot.group_size <= GROUP_MAX:
        raise NotALot("an age class, a group")
    counted = f"age_class {lot.age_class}\ngroup_size {lot.group_size}\n"
    return f"{VERSION}\nref {lot.ref}\n{_asked(lot.wishes, lot.pools)}{counted}".encode("ascii")


def from_text(text: bytes) -> Lot:
    """Read a lot from its text; raises `NotALot` for every other bytes, whatever comes in."""
    try:
        lot = _read([line.split(" ")[1:] for line in text.decode("ascii").split("\n")])
        is_the_one = to_text(lot) == text
    except ValueError as problem:
        raise NotALot from problem
    if not is_the_one:
        raise NotALot
    return lot


@lru_cache(maxsize=4096)
def _asked(wishes: Wishes, pools: frozenset[str]) -> str:
    """Return the lines of what is wished for; many people ask for the same."""
    offices = wishes.offices
    if not offices or len(set(offices)) < len(offices) or not pools:
        raise NotALot("offices, pools")
    if not all(WORD.fullmatch(each) for each in (*offices, *pools)):
        raise NotALot("offices, pools")
    if not all(0 <= weekday <= 6 and part in PART_NAMES for weekday, part in wishes.cannot):
        raise NotALot("parts of weekdays")
    return "".join(
        (
            _line("offices", offices),
            _line("cannot", sorted(f"{weekday}:{part}" for weekday, part in wishes.cannot)),
            _line("not_on", sorted(day.isoformat() for day in wishes.not_on)),
            _line("not_before", [wishes.not_before.isoformat()] if wishes.not_before else []),
            _line("pools", sorted(pools)),
        )
    )


def _line(key: str, values: Iterable[str]) -> str:
    return " ".join((key, *values)) + "\n"


def _read(values: list[list[str]]) -> Lot:
    """Return what these values say, line by line, whatever their keys and their order."""
    _, (ref,), offices, cannot, not_on, not_before, pools, (age_class,), (group_size,), _ = values
    parts = [each.partition(":") for each in cannot]
    wishes = Wishes(
        offices=tuple(offices),
        cannot=frozenset((int(weekday), part) for weekday, _, part in parts),
        not_on=frozenset(map(date.fromisoformat, not_on)),
        not_before=date.fromisoformat(not_before[0]) if not_before else None,
    )
    return Lot(ref, wishes, frozenset(pools), int(age_class), int(group_size))
