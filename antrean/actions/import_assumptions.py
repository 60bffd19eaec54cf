"""Take over what nobody has published: assumed capacities, hours, shares, and the calendar rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from django.db import transaction

from antrean.actions.reference_file import Progress, Taken, remember, silent
from antrean.adapters.reference_files import read_yaml
from antrean.domain.office_facts import KINDS, POOLS
from antrean.domain.rows import BadRows, Row, RowError
from antrean.records.models import CalendarRule, Capacity, Office, OpeningHours, PoolShare
from antrean.records.upsert import Tally, upsert, wait_for_other_imports

CLASSES = ("I Khusus", "I", "II", "III")
BASIS = "assumption"

Fields = dict[str, object]


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The file as read: booths by (kind, class), and rows that still lack their office."""

    valid_from: date
    per_booth: int
    booths: dict[tuple[str, str], tuple[int, str]]  # number and reason
    hours: list[Fields]
    shares: list[Fields]
    rule: Fields


@transaction.atomic(durable=True)
def import_assumptions(
    *, path: Path, now: datetime, dry_run: bool = False, progress: Progress = silent
) -> Taken:
    """Give every office hours, and a capacity where none was published; each marked as assumed.

    Raises `BadRows` with every error of the file; then nothing of it is stored.
    """
    taken = take_assumptions(path=path, now=now, progress=progress)
    transaction.set_rollback(dry_run)
    return taken


def take_assumptions(*, path: Path, now: datetime, progress: Progress = silent) -> Taken:
    """Do the import in the caller's transaction. Raises `BadRows` before anything is written."""
    assumed = _read(path)
    wait_for_other_imports()
    offices = list(Office.objects.order_by("code"))
    capacities = _capacities(assumed, offices)
    hours = [{"office_id": office.pk, **each} for office in offices for each in assumed.hours]
    tally = _counted(
        upsert(Capacity, key=["office_id", "valid_from"], rows=capacities),
        upsert(OpeningHours, key=["office_id", "weekday", "valid_from"], rows=hours),
        upsert(PoolShare, key=["office_id", "pool", "valid_from"], rows=assumed.shares),
        upsert(CalendarRule, key=["office_id", "valid_from"], rows=[assumed.rule]),
    )
    rows = len(capacities) + len(hours) + len(assumed.shares) + 1
    progress(rows, rows)
    remark = f"{len(capacities)} of {len(offices)} offices run on an assumed capacity"
    return remember(path, rows=rows, tally=tally, now=now, remarks=(remark,))


def _counted(*tallies: Tally) -> Tally:
    """Add up; rows of other origin in these tables are not this file's business."""
    total = sum(tallies, Tally())
    return Tally(total.created, total.updated, total.unchanged)


def _capacities(assumed: Assumptions, offices: Sequence[Office]) -> list[Fields]:
    published = set(
        Capacity.objects.exclude(basis=BASIS).values_list("office_id", flat=True).distinct()
    )
    return [_capacity(assumed, office) for office in offices if office.pk not in published]


def _capacity(assumed: Assumptions, office: Office) -> Fields:
    office_class = office.office_class.removesuffix(" Non TPI").removesuffix(" TPI")
    unknown = assumed.booths[office.kind, ""]
    booths, reason = assumed.booths.get((office.kind, office_class), unknown)
    return {
        "office_id": office.pk,
        "valid_from": assumed.valid_from,
        "seats_per_day": booths * assumed.per_booth,
        "booths": booths,
        "per_booth": assumed.per_booth,
        "basis": BASIS,
        "source": reason,
    }


def _read(path: Path) -> Assumptions:
    errors: list[RowError] = []
    top = read_yaml(path, errors=errors)
    top.one_of("schema", ["antrean-capacity/1"])
    top.day("compiled")
    valid_from = top.day("valid_from")
    per_booth = top.row("per_booth")
    assumed = Assumptions(
        valid_from=valid_from,
        per_booth=per_booth.number("seats", least=1, most=200),
        booths=_booths(top),
        hours=[_hours(row, valid_from=valid_from) for row in top.rows("opening_hours")],
        shares=_shares(top, valid_from=valid_from),
        rule=_rule(top.row("calendar_rule"), valid_from=valid_from),
    )
    _reason(per_booth)
    per_booth.nothing_else()
    top.nothing_else()
    if errors:
        raise BadRows(errors)
    return assumed


def _booths(top: Row) -> dict[tuple[str, str], tuple[int, str]]:
    booths: dict[tuple[str, str], tuple[int, str]] = {}
    for row in top.rows("booths"):
        place = row.one_of("kind", KINDS), row.one_of("class", CLASSES, default="")
        booths[place] = row.number("booths", least=1, most=100), _reason(row)
        row.nothing_else()
    needed = [("kanim", each) for each in ("", *CLASSES)]
    for place in (*needed, *((kind, "") for kind in KINDS)):
        if place not in booths:
            top.wrong("booths", f"lacks a row for {' '.join(place).strip()}")
    return booths


def _hours(row: Row, *, valid_from: date) -> Fields:
    hours: Fields = {
        "weekday": row.number("weekday", least=0, most=6),
        "valid_from": valid_from,
        "opens": row.clock("opens"),
        "closes": row.clock("closes"),
        "break_starts": row.clock_or_none("break_starts"),
        "break_ends": row.clock_or_none("break_ends"),
        "basis": BASIS,
        "source": _reason(row),
    }
    _check_order(row)
    row.nothing_else()
    return hours


def _check_order(row: Row) -> None:
    names = ["opens", "break_starts", "break_ends", "closes"]
    clocks = [(name, row.content(name)) for name in names if row.content(name)]
    for (_, before), (name, after) in pairwise(clocks):
        if str(after) <= str(before):
            row.wrong(name, f"{after} is not after {before}")
    if row.is_empty("break_starts") != row.is_empty("break_ends"):
        row.wrong("break_starts", "a break has a start and an end")


def _shares(top: Row, *, valid_from: date) -> list[Fields]:
    shares: list[Fields] = []
    total = 0
    for row in top.rows("pool_shares"):
        percent = row.number("percent", least=0, most=100)
        total += percent
        pool = row.one_of("pool", POOLS)
        shares.append(_share(pool, percent, _reason(row), valid_from=valid_from))
        row.nothing_else()
    if total != 100:
        top.wrong("pool_shares", f"the percentages add up to {total}, not 100")
    if len({share["pool"] for share in shares}) != len(shares):
        top.wrong("pool_shares", "a pool is named twice")
    return shares


def _share(pool: str, percent: int, reason: str, *, valid_from: date) -> Fields:
    return {
        "office_id": None,
        "pool": pool,
        "valid_from": valid_from,
        "percent": percent,
        "basis": BASIS,
        "source": reason,
    }


def _rule(row: Row, *, valid_from: date) -> Fields:
    rule: Fields = {
        "office_id": None,
        "valid_from": valid_from,
        "horizon_days": row.number("horizon_days", least=1, most=366),
        "band_minutes": row.number("band_minutes", least=5, most=240),
        "scarce_from_percent": row.number("scarce_from_percent", least=1, most=1000),
        "source": _reason(row),
    }
    row.nothing_else()
    return rule


def _reason(row: Row) -> str:
    """Every assumption says that it is one, so that no screen can pass it off as a fact."""
    reason = row.text("reason", most=200)
    if reason and BASIS not in reason:
        row.wrong("reason", f"does not say the word {BASIS}")
    return reason
