"""Take over the national holidays and joint leave of some years as days on which all are closed."""

from collections.abc import Sequence

from django.db import transaction

from antrean.actions.reference_file import Progress, Taken, silent
from antrean.adapters.holidays import SOURCE, national_closings
from antrean.domain.office_facts import Closing
from antrean.records.models import Closure
from antrean.records.upsert import Tally, upsert, wait_for_other_imports


@transaction.atomic(durable=True)
def import_holidays(
    *, years: Sequence[int], dry_run: bool = False, progress: Progress = silent
) -> Taken:
    """Add and change the national closures of these years; see `take_holidays`."""
    taken = take_holidays(years=years, progress=progress)
    transaction.set_rollback(dry_run)
    return taken


def take_holidays(*, years: Sequence[int], progress: Progress = silent) -> Taken:
    """Do the import in the caller's transaction.

    An estimated day that is no longer among the days of its year was announced for another date,
    and goes. National closures that somebody entered by hand stay.
    """
    closings = [closing for year in years for closing in national_closings(year)]
    wait_for_other_imports()
    former = Closure.objects.filter(
        office=None, source=SOURCE, estimated=True, day__year__in=years
    ).exclude(day__in=[closing.day for closing in closings])
    former.delete()
    by_hand = set(
        Closure.objects.filter(office=None).exclude(source=SOURCE).values_list("day", flat=True)
    )
    rows = [_fields(closing) for closing in closings if closing.day not in by_hand]
    tally = upsert(Closure, key=["office_id", "day"], rows=rows)
    progress(len(rows), len(rows))
    counts = Tally(tally.created, tally.updated, tally.unchanged)
    return Taken(_name(years), len(rows), counts, _remarks(closings))


def _fields(closing: Closing) -> dict[str, object]:
    return {
        "office_id": None,
        "day": closing.day,
        "kind": closing.kind,
        "name_id": closing.name_id,
        "name_en": closing.name_en,
        "estimated": closing.estimated,
        "source": SOURCE,
    }


def _name(years: Sequence[int]) -> str:
    return "holidays " + ", ".join(str(year) for year in years)


def _remarks(closings: Sequence[Closing]) -> tuple[str, ...]:
    return tuple(
        f"{closing.day} {closing.name_en} is an estimate"
        for closing in closings
        if closing.estimated
    )
