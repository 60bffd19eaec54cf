"""Take over all reference data: every file in its order, each one whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from antrean.actions.import_assumptions import import_assumptions, take_assumptions
from antrean.actions.import_holidays import import_holidays, take_holidays
from antrean.actions.import_offices import import_offices, take_offices
from antrean.actions.import_quotas import import_quotas, take_quotas
from antrean.actions.import_requirements import import_requirements, take_requirements
from antrean.actions.reference_file import Progress, Taken, silent
from antrean.domain.rows import BadRows, RowError

Step = Callable[..., Taken]

OFFICES = "offices.csv"
HOLIDAYS = "holidays"
STEPS: dict[str, tuple[Step, Step]] = {
    OFFICES: (import_offices, take_offices),
    "requirements.yaml": (import_requirements, take_requirements),
    "quotas.csv": (import_quotas, take_quotas),
    "capacity-assumptions.yaml": (import_assumptions, take_assumptions),
    HOLIDAYS: (import_holidays, take_holidays),
}
"""Each as a deed of its own and as part of another transaction. In this order: requirements and
quotas name offices, assumptions fill what quotas leave open."""

NAMES = tuple(STEPS)
CAPITAL = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: taken over, or every error it has. Neither: it was not tried."""

    name: str
    taken: Taken | None = None
    errors: tuple[RowError, ...] = ()


def load_reference(
    *,
    directory: Path,
    now: datetime,
    names: Sequence[str] = NAMES,
    dry_run: bool = False,
    progress: Callable[[str], Progress] = lambda _: silent,
) -> list[Outcome]:
    """Take over the named files of a directory, and the holidays of this year and the next.

    Each file has its own transaction, and a file with errors stores nothing. A dry run has one for
    all of them, which is taken back. After errors in the offices nothing else is tried. `progress`
    returns for a name what is told how far it is.
    """
    steps = [
        (name, _step(name, directory=directory, now=now, dry_run=dry_run, progress=progress(name)))
        for name in NAMES
        if name in names
    ]
    with _taken_back() if dry_run else nullcontext():
        return list(_outcomes(steps))


def _step(
    name: str, *, directory: Path, now: datetime, dry_run: bool, progress: Progress
) -> Callable[[], Taken]:
    deed = STEPS[name][1 if dry_run else 0]
    if name == HOLIDAYS:
        year = now.astimezone(CAPITAL).year
        return partial(deed, years=(year, year + 1), progress=progress)
    return partial(deed, path=directory / name, now=now, progress=progress)


def _outcomes(steps: Sequence[tuple[str, Callable[[], Taken]]]) -> Iterator[Outcome]:
    offices_are_bad = False
    for name, step in steps:
        outcome = Outcome(name) if offices_are_bad else _outcome(name, step)
        offices_are_bad = offices_are_bad or (name == OFFICES and bool(outcome.errors))
        yield outcome


def _outcome(name: str, step: Callable[[], Taken]) -> Outcome:
    try:
        return Outcome(name, taken=step())
    except BadRows as bad:
        return Outcome(name, errors=bad.errors)


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic(durable=True):
        yield
        transaction.set_rollback(True)
