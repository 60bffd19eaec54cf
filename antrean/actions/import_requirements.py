"""Take over passport types, fees, papers, applicant types and dated rules of a YAML file."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Model

from antrean.actions.reference_file import Progress, Taken, remember, silent
from antrean.adapters.reference_files import read_yaml
from antrean.domain.requirement_file import SECTIONS, Fields, RequirementFile, read_requirements
from antrean.domain.rows import BadRows, RowError
from antrean.records.models import (
    ApplicantType,
    ApplicantTypeDocument,
    Condition,
    Document,
    DocumentRule,
    Fee,
    Office,
    OfficeRule,
    PassportType,
    PurposeRule,
    Threshold,
    ValidityRule,
)
from antrean.records.upsert import Tally, upsert, wait_for_other_imports

TABLES: dict[str, type[Model]] = {
    "thresholds": Threshold,
    "passport_types": PassportType,
    "validity_rules": ValidityRule,
    "fees": Fee,
    "documents": Document,
    "conditions": Condition,
    "document_rules": DocumentRule,
    "applicant_types": ApplicantType,
    "purpose_rules": PurposeRule,
    "office_rules": OfficeRule,
}


@transaction.atomic(durable=True)
def import_requirements(
    *, path: Path, now: datetime, dry_run: bool = False, progress: Progress = silent
) -> Taken:
    """Add and change rows as the file says; rows it does not name stay, and are counted.

    A rule ends by its last day, never by being left out. A dry run does everything and takes it
    back. Raises `BadRows` with every error of the file; then nothing of it is stored.
    """
    taken = take_requirements(path=path, now=now, progress=progress)
    transaction.set_rollback(dry_run)
    return taken


def take_requirements(*, path: Path, now: datetime, progress: Progress = silent) -> Taken:
    """Do the import in the caller's transaction. Raises `BadRows` before anything is written."""
    offices = dict(Office.objects.values_list("code", "id"))
    book = _read(path, offices)
    wait_for_other_imports()
    remarks = _lonely_provinces(book)
    tally = Tally()
    for done, (name, rows) in enumerate(book.sections.items(), start=1):
        changed = _upsert_section(name, rows, offices)
        if changed.left:
            remarks.append(f"{name}: {changed.left} stored rows are not in the file; they stay")
        tally += changed
        progress(done, len(book.sections) + 1)
    tally += _upsert_lines(book)
    progress(len(book.sections) + 1, len(book.sections) + 1)
    rows_read = sum(len(rows) for rows in (*book.sections.values(), *book.lines.values()))
    return remember(path, rows=rows_read, tally=tally, now=now, remarks=tuple(remarks))


def _read(path: Path, offices: Mapping[str, int]) -> RequirementFile:
    errors: list[RowError] = []
    book = read_requirements(read_yaml(path, errors=errors), offices=offices)
    if errors:
        raise BadRows(errors)
    return book


def _upsert_section(name: str, rows: list[Fields], offices: Mapping[str, int]) -> Tally:
    key = list(SECTIONS[name][0])
    if name == "office_rules":
        key = ["office_id", "province", "valid_from"]
        rows = [_placed(row, offices) for row in rows]
    return upsert(TABLES[name], key=key, rows=rows)


def _placed(row: Fields, offices: Mapping[str, int]) -> Fields:
    named = {name: value for name, value in row.items() if name != "office"}
    return {**named, "office_id": offices.get(str(row["office"]))}


def _upsert_lines(book: RequirementFile) -> Tally:
    """Bring the checklists in line; lines beyond the end of a shortened list go."""
    types = {(each.code, each.valid_from): each.pk for each in ApplicantType.objects.all()}
    rows = [
        {"applicant_type_id": types[which], **line}
        for which, lines in book.lines.items()
        for line in lines
    ]
    for which, lines in book.lines.items():
        ApplicantTypeDocument.objects.filter(
            applicant_type_id=types[which], position__gte=len(lines)
        ).delete()
    tally = upsert(ApplicantTypeDocument, key=["applicant_type_id", "position"], rows=rows)
    return Tally(tally.created, tally.updated, tally.unchanged)


def _lonely_provinces(book: RequirementFile) -> list[str]:
    """A province without an office may be a slip of spelling."""
    known = set(Office.objects.values_list("province", flat=True))
    named = {str(row["province"]) for row in book.sections["office_rules"] if row["province"]}
    return [f"no office lies in {province}" for province in sorted(named - known)]
