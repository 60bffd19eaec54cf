"""What the references of one day begin with, so that they stand together in every index."""

from datetime import date

FIRST_DAY = date(1970, 1, 1)


def prefix_of(day: date) -> str:
    """Return the first four signs of every reference of that day: of 2026-11-24 they are "512d".

    They are the days since 1970 as hexadecimal digits, until the year 2149. Chance alone would put
    every new row into another page of indexes that hold all years.
    """
    return f"{(day - FIRST_DAY).days:04x}"
