"""The free seats of offices as last read: what proposals are made from."""

from collections.abc import Collection, Iterable, MutableSequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from antrean.domain.allocation import Calendar, OpenCell
from antrean.records import lookups
from antrean.records.models import Office

KEPT = timedelta(seconds=10)
"""How long a calendar is proposed from: seats that came back meanwhile are seen after that."""

FRESH = timedelta(seconds=1)
"""How old it may be where it says that nothing is free."""


@dataclass(frozen=True, slots=True)
class _Known:
    """One office as it was read at that instant."""

    timezone: str
    cells: MutableSequence[OpenCell]
    opens_next: date | None
    read_at: datetime


class OpenSeats:
    """A calendar in memory: proposals lower it, and what is too old or proved wrong is read anew.

    The statement that takes seats judges: this may be wrong about any seat and does no harm.
    """

    def __init__(self) -> None:
        self._offices: dict[str, _Known] = {}

    def calendar(self, codes: Iterable[str], *, now: datetime) -> Calendar:
        """Return what is free in these offices; one that does not exist is missing."""
        wanted = set(codes)
        self._read({code for code in wanted if self._is_older(code, KEPT, now=now)}, now=now)
        known = {code: self._offices[code] for code in wanted if code in self._offices}
        return Calendar(
            cells={code: one.cells for code, one in known.items()},
            opens_next={code: one.opens_next for code, one in known.items() if one.opens_next},
        )

    def earliest(self, codes: Iterable[str], *, now: datetime) -> dict[str, date]:
        """Return the first day that may be given at each of these offices."""
        zones = {code: self._offices[code].timezone for code in codes}
        days = {
            zone: now.astimezone(ZoneInfo(zone)).date() + timedelta(days=lookups.LEAD_DAYS)
            for zone in set(zones.values())
        }
        return {code: days[zone] for code, zone in zones.items()}

    def forget(self, codes: Collection[str]) -> None:
        """Let these offices be read anew: a seat that was proposed there was gone."""
        for code in codes:
            self._offices.pop(code, None)

    def forget_stale(self, codes: Collection[str], *, now: datetime) -> bool:
        """Forget those that are too old to say that nothing is free; tell whether there were."""
        stale = [code for code in codes if self._is_older(code, FRESH, now=now)]
        self.forget(stale)
        return bool(stale)

    def _is_older(self, code: str, age: timedelta, *, now: datetime) -> bool:
        known = self._offices.get(code)
        return known is None or not timedelta(0) <= now - known.read_at <= age

    def _read(self, codes: Collection[str], *, now: datetime) -> None:
        if not codes:
            return
        self.forget(codes)
        offices = list(Office.objects.filter(code__in=codes))
        earliest = lookups.earliest_days(offices, now=now)
        from_day = min(earliest.values(), default=now.date())
        calendar = lookups.open_calendar(earliest, from_day=from_day)
        for office in offices:
            code = office.code
            opens_next = calendar.opens_next.get(code)
            known = _Known(office.timezone, calendar.cells[code], opens_next, read_at=now)
            self._offices[code] = known
