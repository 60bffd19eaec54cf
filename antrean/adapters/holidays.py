"""National holidays and days of joint leave, from the `holidays` package, in both languages."""

from datetime import date

from holidays.countries.indonesia import Indonesia

from antrean.domain.office_facts import Closing

SOURCE = "python package holidays (joint ministerial decree where announced)"
ESTIMATE_ID = " (perkiraan)"
ESTIMATE_EN = " (estimated)"
CATEGORIES = {"holiday": "public", "joint_leave": "government"}


def national_closings(year: int) -> list[Closing]:
    """Return the days of a year on which no office works, by date.

    Joint leave (cuti bersama) is announced year by year; a year without an announcement has none. A
    day that hangs on the moon and is not announced yet is marked as estimated.
    """
    found: dict[date, Closing] = {}
    for kind in ("joint_leave", "holiday"):
        for closing in _of_kind(kind, year):
            found[closing.day] = closing
    return [found[day] for day in sorted(found)]


def _of_kind(kind: str, year: int) -> list[Closing]:
    category = (CATEGORIES[kind],)
    indonesian = Indonesia(years=year, categories=category, language="id")
    english = Indonesia(years=year, categories=category, language="en_US")
    return [_closing(day, kind, indonesian[day], english[day]) for day in indonesian]


def _closing(day: date, kind: str, name_id: str, name_en: str) -> Closing:
    return Closing(
        day=day,
        kind=kind,
        name_id=name_id.replace(ESTIMATE_ID, ""),
        name_en=name_en.replace(ESTIMATE_EN, ""),
        estimated=ESTIMATE_ID in name_id or ESTIMATE_EN in name_en,
    )
