"""Brings a table in line with the rows of a file: adds, changes, and counts what is left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model, QuerySet

BATCH = 500

_IMPORT_LOCK = "SELECT pg_advisory_xact_lock(hashtext('antrean reference files'))"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows were added, changed and found equal; `left` stand in the table alone."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.left + other.left,
        )


def wait_for_other_imports() -> None:
    """Let one import at a time look and write, until its transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_IMPORT_LOCK)


def upsert(
    model: type[Model], *, key: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> Tally:
    """Add the rows that are new by their key and change those that differ; nothing is deleted.

    Every row names the same fields, foreign keys as `office_id`. Needs the caller's transaction
    and `wait_for_other_imports`.
    """
    table: QuerySet[Model] = QuerySet(model)
    stored = {_key(each, key): each for each in table.all()}
    fresh, changed = [], []
    for row in rows:
        known = stored.pop(tuple(row[name] for name in key), None)
        if known is None:
            fresh.append(model(**row))
        elif _differs(known, row):
            changed.append(known)
    table.bulk_create(fresh, batch_size=BATCH)
    fields = [name for name in rows[0] if name not in key] if rows else []
    if changed and fields:
        table.bulk_update(changed, fields, batch_size=BATCH)
    equal = len(rows) - len(fresh) - len(changed)
    return Tally(len(fresh), len(changed), equal, len(stored))


def _key(instance: Model, key: Sequence[str]) -> tuple[object, ...]:
    return tuple(getattr(instance, name) for name in key)


def _differs(instance: Model, row: Mapping[str, object]) -> bool:
    """Put the row's values on the instance; say whether any was another one."""
    found = False
    for name, value in row.items():
        if getattr(instance, name) != value:
            setattr(instance, name, value)
            found = True
    return found
