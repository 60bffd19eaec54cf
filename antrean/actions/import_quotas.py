"""Take over the daily quotas that were published, as the capacity of their offices."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from antrean.actions.reference_file import Progress, Taken, remember, silent
from antrean.adapters.reference_files import read_csv
from antrean.domain.office_facts import EVIDENCE
from antrean.domain.rows import NO_DAY, BadRows, Row, RowError
from antrean.records.models import Capacity, Office
from antrean.records.upsert import upsert, wait_for_other_imports

COLUMNS = (
    "office_code",
    "as_of",
    "scope",
    "total_per_day",
    "regular",
    "same_day",
    "priority",
    "booths",
    "demand_per_day",
    "note",
    "evidence",
    "source",
)
MAIN = "main"
SEATS_MOST = 2000
AS_OF = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")

Fields = dict[str, object]


@transaction.atomic(durable=True)
def import_quotas(
    *, path: Path, now: datetime, dry_run: bool = False, progress: Progress = silent
) -> Taken:
    """Add and change published capacities: rows of scope `main` that state a total.

    Each holds from its month on, so the latest one counts. Other scopes mix several places and are
    checked but not used. Raises `BadRows` with every error of the file; then nothing is stored.
    """
    taken = take_quotas(path=path, now=now, progress=progress)
    transaction.set_rollback(dry_run)
    return taken


def take_quotas(*, path: Path, now: datetime, progress: Progress = silent) -> Taken:
    """Do the import in the caller's transaction. Raises `BadRows` before anything is written."""
    errors: list[RowError] = []
    rows = read_csv(path, columns=COLUMNS, errors=errors)
    offices = dict(Office.objects.values_list("code", "id"))
    read = [_capacity(row, offices=offices) for row in rows]
    used = [(row, fields) for row, fields in zip(rows, read, strict=True) if fields is not None]
    _check_once(used)
    if errors:
        raise BadRows(errors)
    wait_for_other_imports()
    tally = upsert(Capacity, key=["office_id", "valid_from"], rows=[fields for _, fields in used])
    progress(len(rows), len(rows))
    remark = f"{len(rows) - len(used)} rows are of another scope or state no total: not used"
    return remember(path, rows=len(rows), tally=tally, now=now, remarks=(remark,))


def _capacity(row: Row, *, offices: Mapping[str, int]) -> Fields | None:
    code = row.one_of("office_code", offices)
    scope = row.text("scope", most=80)
    valid_from = _first_day(row)
    total = row.number_or_none("total_per_day", least=1, most=SEATS_MOST)
    booths = row.number_or_none("booths", least=1, most=100)
    for part in ("regular", "same_day", "priority", "demand_per_day"):
        row.number_or_none(part, least=0, most=SEATS_MOST)
    row.one_of("evidence", EVIDENCE)
    source = row.text("source", most=200)
    row.text("note", most=500, default="")
    if scope != MAIN or total is None:
        return None
    return {
        "office_id": offices.get(code),
        "valid_from": valid_from,
        "seats_per_day": total,
        "booths": booths,
        "per_booth": None,
        "basis": "published",
        "source": source,
    }


def _first_day(row: Row) -> date:
    """Read a year, a month or a day; the first day of it counts."""
    text = row.text("as_of", most=10)
    found = AS_OF.fullmatch(text)
    try:
        year, month, day = (int(part or 1) for part in found.groups()) if found else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        if text:
            row.wrong("as_of", f"expected YYYY, YYYY-MM or YYYY-MM-DD, not {text!r}")
        return NO_DAY


def _check_once(rows: list[tuple[Row, Fields]]) -> None:
    first: dict[object, int] = {}
    for row, fields in rows:
        if fields["office_id"] is None or fields["valid_from"] == NO_DAY:
            continue
        line = first.setdefault((fields["office_id"], fields["valid_from"]), row.line)
        if line != row.line:
            row.wrong("as_of", f"line {line} states a quota of this office and date already")
