"""What every import of a reference file does alike: report progress, count, remember the run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from antrean.adapters.reference_files import digest_of
from antrean.records.models import ImportRun
from antrean.records.upsert import Tally

Progress = Callable[[int, int], None]
"""Called with the number of rows done and the number of all."""


def silent(done: int, total: int) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did. `remarks` are things worth a look that are not errors."""

    name: str
    rows: int
    tally: Tally
    remarks: tuple[str, ...] = ()


def remember(
    path: Path, *, rows: int, tally: Tally, now: datetime, remarks: tuple[str, ...] = ()
) -> Taken:
    """Write down that this very file was taken over, inside the caller's transaction."""
    ImportRun.objects.create(
        file=path.name,
        sha256=digest_of(path),
        rows=rows,
        created=tally.created,
        updated=tally.updated,
        at=now,
    )
    return Taken(path.name, rows, tally, remarks)
