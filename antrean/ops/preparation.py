"""Tables and example data for the demo, and the memory of what was prepared already.

The database itself remembers it, in its own comment: whatever happens to the database happens to
the memory as well. So a second start is a quick one.
"""

import hashlib
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from psycopg import sql
from rich.console import Console

from antrean.ops import voice
from antrean.records import clock

ROOT = Path(__file__).resolve().parent.parent.parent
STEPS = {
    "Making the tables": ("migrate", "--verbosity=0"),
    "Reading the reference data": ("load_reference",),
    "Opening the calendar": ("open_calendar",),
    "Inviting made-up people": ("seed_demo",),
}
SOURCES = ("antrean/**/*.py", "data/**/*.*")


def prepared(screen: Console) -> str:
    """Take each step and return what the last one printed.

    Nothing is done where code, data and date are those of the last time; the words are too. The
    voice of the hall screens lies beside the database, so it is looked at each time.
    """
    said = remembered()
    voice.prepare(screen, may_install=said is None)
    if said is None:
        said = take_steps(screen)
        remember(said)
    return said


def take_steps(screen: Console) -> str:
    """Take each step, telling which; one that fails shows its words and ends everything."""
    said = StringIO()
    for title, words in STEPS.items():
        screen.print(f"{title} …")
        said = StringIO()
        try:
            call_command(*words, stdout=said)
        except SystemExit:
            screen.print(said.getvalue(), markup=False)
            raise
    return said.getvalue()


def remembered() -> str | None:
    """Return what preparing said the last time, None when it has to be done (again)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = current_database() AND to_regclass('records_clockoffset') IS NOT NULL"
        )
        row = cursor.fetchone()
    comment = row[0] if row else None
    if not comment or not comment.startswith(f"{fingerprint()}\n"):
        return None
    return str(comment.partition("\n")[2])


def remember(said: str) -> None:
    """Note that all is prepared, and what was said."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(connection.settings_dict["NAME"]),
                sql.Literal(f"{fingerprint()}\n{said}"),
            )
        )


def fingerprint() -> str:
    """Return what changes with the code, the reference data or the date."""
    sources = sorted(path for pattern in SOURCES for path in ROOT.glob(pattern))
    summary = hashlib.sha256(str(clock.now().date()).encode())
    for path in sources:
        summary.update(f"{path.relative_to(ROOT)}\0".encode())
        summary.update(path.read_bytes())
    return summary.hexdigest()
