"""The tour with one thing wrong, named on the command line; it must notice and say so."""

import sys
from dataclasses import replace

import django
from django.core.management import call_command
from django.db import connection

django.setup()

from antrean.ops.management.commands import tour  # noqa: E402 - after Django is set up
from antrean.ops.tour import letters  # noqa: E402

READ = letters._read


def misread(raw):
    """Read a letter, but take another code out of it than it holds."""
    letter = READ(raw)
    return replace(letter, code="SALAH1" if letter.code else "")


def overbook(_):
    """Count one seat too many, behind everybody's back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_cell SET taken = 1 WHERE id = (SELECT min(id) FROM records_cell)"
        )


if __name__ == "__main__":
    wrong, database = sys.argv[1:]
    if wrong == "code":
        letters._read = misread
    if wrong == "promise":
        tour.CHAPTERS = (overbook,)
    call_command("tour", "--database", database)
