"""What an identity number says about a person, and whether it agrees with what they declare."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

NIK_LENGTH = 16
NAME_MAX = 120
AGE_MAX_YEARS = 120
EASTERNMOST = ZoneInfo("Asia/Jayapura")

_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015]")
_NIK = re.compile(r"[0-9]{16}")


@dataclass(frozen=True, slots=True)
class NikReading:
    """What the sixteen digits say by themselves; the century is not among it."""

    born: tuple[int, int, int] | None  # day, month, year without century; None = no such date
    sex: str | None  # "F" or "M"
    province_known: bool
    district_known: bool
    serial: str


def normalise_nik(text: str) -> str:
    """Return the text without spaces, dots and hyphens; people type the number in groups."""
    return _SEPARATORS.sub("", text)


def looks_like_nik(digits: str) -> bool:
    """Say whether the text is exactly sixteen ASCII digits."""
    return _NIK.fullmatch(digits) is not None


def nik_problems(reading: NikReading | None, *, birth_date: date, sex: str) -> tuple[str, ...]:
    """Name every disagreement, in the order of the digits; empty means plausible.

    `reading` is None where the text is not sixteen digits. An unknown district is a note for the
    counter and not a problem: numbers keep the district code they were issued with.
    Source: domain facts, section 6 (NIK rule).
    """
    if reading is None:
        return ("format",)
    found = []
    if not reading.province_known:
        found.append("province")
    if reading.born is None:
        found.append("no_such_date")
    elif reading.born != (birth_date.day, birth_date.month, birth_date.year % 100):
        found.append("birth_date")
    if reading.sex is not None and reading.sex != sex:
        found.append("sex")
    if reading.serial == "0000":
        found.append("serial")
    return tuple(found)


def nik_note(reading: NikReading) -> str:
    """Return the note that the counter sees beside the number, or an empty text."""
    return "" if reading.district_known else "unknown_district"


def name_problem(name: str) -> str:
    """Return what is wrong with a full name, or an empty text. One word is a name.

    Source: Permendagri 73/2022 asks two words of new names; older one-word names stay valid.
    """
    if not name.strip():
        return "empty"
    if len(name) > NAME_MAX:
        return "too_long"
    if any(character.isdigit() or not character.isprintable() for character in name):
        return "characters"
    if not any(character.isalpha() for character in name):
        return "characters"
    return ""


def age_on(day: date, *, birth_date: date) -> int:
    """Return the age in whole years on a day; born on 29 February means 1 March otherwise."""
    before = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before


def latest_today(now: datetime) -> date:
    """Return the date where Indonesia's day begins first, so that nobody born today is refused."""
    return now.astimezone(EASTERNMOST).date()


def birth_date_problem(birth_date: date, *, today: date) -> str:
    """Return what is wrong with a declared birth date, or an empty text."""
    if birth_date > today:
        return "future"
    if age_on(today, birth_date=birth_date) > AGE_MAX_YEARS:
        return "too_old"
    return ""
