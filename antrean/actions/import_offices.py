"""Take over the offices and service points of a CSV file, all of them or none."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from antrean.actions.reference_file import Progress, Taken, remember, silent
from antrean.adapters.reference_files import read_csv
from antrean.domain.office_facts import KINDS, PRECISIONS, ZONES
from antrean.domain.rows import BadRows, Row, RowError
from antrean.records.models import Office
from antrean.records.upsert import Tally, upsert, wait_for_other_imports

COLUMNS = (
    "code",
    "name",
    "kind",
    "class",
    "parent_code",
    "city",
    "province",
    "timezone",
    "latitude",
    "longitude",
    "coordinate_precision",
    "address",
    "source",
)
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
CLASS = re.compile(r"(I Khusus|I|II|III)( TPI| Non TPI)?")

Fields = dict[str, object]


@transaction.atomic(durable=True)
def import_offices(
    *, path: Path, now: datetime, dry_run: bool = False, progress: Progress = silent
) -> Taken:
    """Add and change offices as the file says; those it does not name stay, and are counted.

    A dry run does everything and takes it back. Raises `BadRows` with every error of the file; then
    nothing of it is stored.
    """
    taken = take_offices(path=path, now=now, progress=progress)
    transaction.set_rollback(dry_run)
    return taken


def take_offices(*, path: Path, now: datetime, progress: Progress = silent) -> Taken:
    """Do the import in the caller's transaction. Raises `BadRows` before anything is written."""
    rows = _read(path)
    wait_for_other_imports()
    kanims = [_fields(row) for row in rows if row["parent_code"] == ""]
    tally = upsert(Office, key=["code"], rows=kanims)
    progress(len(kanims), len(rows))
    ids = dict(Office.objects.values_list("code", "id"))
    points = [_fields(row, parents=ids) for row in rows if row["parent_code"] != ""]
    tally += upsert(Office, key=["code"], rows=points)
    progress(len(rows), len(rows))
    gone = _not_named(rows)
    counts = Tally(tally.created, tally.updated, tally.unchanged, len(gone))
    remarks = tuple(f"{code} is stored but not in the file; it stays" for code in gone)
    return remember(path, rows=len(rows), tally=counts, now=now, remarks=remarks)


def _fields(row: Fields, *, parents: Mapping[str, int] | None = None) -> Fields:
    parent_id = (parents or {}).get(str(row["parent_code"]))
    named = {name: value for name, value in row.items() if name != "parent_code"}
    return {**named, "parent_id": parent_id}


def _not_named(rows: Sequence[Fields]) -> list[str]:
    named = [row["code"] for row in rows]
    others = Office.objects.exclude(code__in=named).order_by("code")
    return list(others.values_list("code", flat=True))


def _read(path: Path) -> list[Fields]:
    errors: list[RowError] = []
    rows = read_csv(path, columns=COLUMNS, errors=errors)
    offices = [_office(row) for row in rows]
    _check_once(rows, offices)
    _check_parents(rows, offices)
    _check_zones(rows, offices)
    if errors:
        raise BadRows(errors)
    return offices


def _office(row: Row) -> Fields:
    fields: Fields = {
        "code": row.text("code", most=60),
        "name": row.text("name", most=120),
        "kind": row.one_of("kind", KINDS),
        "office_class": row.text("class", most=20, default=""),
        "parent_code": row.text("parent_code", most=60, default=""),
        "city": row.text("city", most=60),
        "province": row.text("province", most=40),
        "timezone": row.one_of("timezone", ZONES),
        "latitude": row.decimal("latitude", least="-11.5", most="6.5", places=4),
        "longitude": row.decimal("longitude", least="94.5", most="141.5", places=4),
        "coordinate_precision": row.one_of("coordinate_precision", PRECISIONS),
        "address": row.text("address", most=250, default=""),
        "source": row.text("source", most=200),
    }
    _check_shapes(row, fields)
    return fields


def _check_shapes(row: Row, fields: Fields) -> None:
    code, office_class = str(fields["code"]), str(fields["office_class"])
    if code and not CODE.fullmatch(code):
        row.wrong("code", "not lower-case words joined by hyphens")
    if code and fields["kind"] and not code.startswith(f"{fields['kind']}-"):
        row.wrong("code", f"does not begin with its kind, {fields['kind']}-")
    if office_class and not CLASS.fullmatch(office_class):
        row.wrong("class", f"{office_class!r} is no class of office")
    if fields["kind"] == "kanim" and fields["parent_code"]:
        row.wrong("parent_code", "an immigration office is not run by another one")


def _check_once(rows: Sequence[Row], offices: Sequence[Fields]) -> None:
    for column in ("code", "name"):
        first: dict[object, int] = {}
        for row, office in zip(rows, offices, strict=True):
            line = first.setdefault(office[column], row.line) if office[column] else row.line
            if line != row.line:
                row.wrong(column, f"stands on line {line} already")


def _check_parents(rows: Sequence[Row], offices: Sequence[Fields]) -> None:
    kanims = {office["code"] for office in offices if office["kind"] == "kanim"}
    for row, office in zip(rows, offices, strict=True):
        if office["parent_code"] and office["parent_code"] not in kanims:
            row.wrong("parent_code", f"{office['parent_code']!r} is no office of this file")


def _check_zones(rows: Sequence[Row], offices: Sequence[Fields]) -> None:
    """No province lies in two zones, so a second one is a slip that would send people home."""
    first: dict[object, tuple[object, int]] = {}
    for row, office in zip(rows, offices, strict=True):
        zone, line = first.setdefault(office["province"], (office["timezone"], row.line))
        if office["timezone"] and zone != office["timezone"]:
            row.wrong("timezone", f"line {line} puts {office['province']} into {zone}")
