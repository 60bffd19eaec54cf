"""Days and hours of an office: bands, seats in them, arrival minutes, and why a day is closed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from antrean.domain.office_facts import Hours, OfficeFacts, Shares

ANY_DAY = date(2000, 1, 1)  # bands never cross midnight


class SharesAreNotWhole(Exception):
    """The parts of the pools do not add up to a hundred percent."""


def bands_of(hours: Hours, *, minutes: int = 30) -> list[time]:
    """Return when the bands of a day start, in the office's wall time, earliest first.

    Bands tile the time before and after the break, each from its own start; a rest shorter than a
    band is left out. Source: windows of half an hour, the design of the calendar.
    """
    if hours.break_starts is None or hours.break_ends is None:
        return _tiled(hours.opens, hours.closes, minutes)
    morning = _tiled(hours.opens, hours.break_starts, minutes)
    return morning + _tiled(hours.break_ends, hours.closes, minutes)


def split_seats(
    seats_per_day: int, *, bands: Sequence[time], shares: Shares
) -> dict[tuple[time, str], int]:
    """Divide a day's seats over bands and pools; the parts add up to the day exactly.

    Pools get their percentage by the largest remainder (within one seat of it), bands the same
    number within one. The seats of a pool are spread over the day. Empty parts are left out, and
    without bands there are no seats. Raises `SharesAreNotWhole`.
    """
    if not bands:
        return {}
    left = pool_seats(seats_per_day, shares=shares)
    dealt: dict[tuple[time, str], int] = {}
    order = _spread(left)
    for place, band in enumerate(bands):
        first = place * seats_per_day // len(bands)
        last = (place + 1) * seats_per_day // len(bands)
        for pool in order[first:last]:
            dealt[band, pool] = dealt.get((band, pool), 0) + 1
    return dealt


def pool_seats(seats_per_day: int, *, shares: Shares) -> dict[str, int]:
    """Divide a day's seats over the pools by the largest remainder; a tie goes to the earlier pool.

    Raises `SharesAreNotWhole` unless the shares add up to 100.
    """
    if not shares.whole:
        raise SharesAreNotWhole
    seats = {pool: seats_per_day * percent // 100 for pool, percent in shares.parts}
    rest = seats_per_day - sum(seats.values())
    by_remainder = sorted(shares.parts, key=lambda part: -(seats_per_day * part[1] % 100))
    for pool, _ in by_remainder[:rest]:
        seats[pool] += 1
    return seats


def arrival_minutes(nth: int, *, seats: int, band_minutes: int = 30) -> int:
    """Return how many minutes after the start of the band the nth person (from 1) should come.

    The arrivals of one cell are evenly staggered and stay inside the band. Raises `ValueError`
    for a seat that the cell does not have.
    """
    if not 1 <= nth <= seats:
        raise ValueError(f"no seat {nth} of {seats}")
    return (nth - 1) * band_minutes // seats


def day_plan(facts: OfficeFacts, *, day: date) -> dict[tuple[time, str], int]:
    """Return the seats by band and pool with which a day opens; empty where it does not open.

    A day does not open when it is closed, or when hours, capacity or shares are not known for it.
    """
    hours = facts.hours_on(day)
    capacity = facts.capacity_on(day)
    shares = facts.shares_on(day)
    if hours is None or capacity is None or shares is None or day in facts.closings:
        return {}
    bands = bands_of(hours, minutes=facts.rule_on(day).band_minutes)
    return split_seats(capacity.seats, bands=bands, shares=shares)


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which no time can be given, and why.

    `reason` is holiday, weekend, closed (by the office), full, not_sold_here or not_open_yet. The
    names are those of the holiday or closure. `opens_at` (UTC) is when a day beyond the horizon
    opens; None where it is due already and merely not prepared.
    """

    day: date
    reason: str
    name_id: str = ""
    name_en: str = ""
    opens_at: datetime | None = None


def day_statuses(
    days: Iterable[date],
    *,
    facts: OfficeFacts,
    opened: Collection[date],
    free: Mapping[date, int],
    today: date,
) -> dict[date, ClosedDay | None]:
    """Say of each day why it is closed; None where a seat is free.

    `opened` are the days that are open for anybody. `free` holds the seats left on a day in the
    pools the applicant may use; a day without a seat in those pools, even a taken one, is missing
    from it. Days and `today` are the office's.
    Source: every closed or full date carries its reason (the design of the calendar).
    """
    return {
        day: _closing(day, facts=facts)
        or _shortage(day, opened=opened, free=free)
        or _too_early(day, facts=facts, opened=opened, today=today)
        for day in days
    }


def _closing(day: date, *, facts: OfficeFacts) -> ClosedDay | None:
    if closing := facts.closings.get(day):
        reason = "closed" if closing.kind == "office" else "holiday"
        return ClosedDay(day, reason, closing.name_id, closing.name_en)
    return ClosedDay(day, "weekend") if facts.hours_on(day) is None else None


def _shortage(day: date, *, opened: Collection[date], free: Mapping[date, int]) -> ClosedDay | None:
    if day in opened and day not in free:
        return ClosedDay(day, "not_sold_here")
    return ClosedDay(day, "full") if day in opened and free[day] <= 0 else None


def _too_early(
    day: date, *, facts: OfficeFacts, opened: Collection[date], today: date
) -> ClosedDay | None:
    if day in opened:
        return None
    beyond = day > last_open_day(facts, today=today)
    instant = opens_at(facts, day=day, today=today) if beyond else None
    return ClosedDay(day, "not_open_yet", opens_at=instant)


def last_open_day(facts: OfficeFacts, *, today: date) -> date:
    """Return the last day that is open for applications when it is `today` at the office."""
    return today + timedelta(days=facts.rule_on(today).horizon_days)


def opens_at(facts: OfficeFacts, *, day: date, today: date) -> datetime:
    """Return the instant (UTC) at which a day opens: midnight at the office, a horizon before.

    The horizon is the one in force today. There is no opening minute to wait for: applications are
    taken at any time, and the hour at which one applies changes nothing.
    """
    opening = day - timedelta(days=facts.rule_on(today).horizon_days)
    midnight = datetime.combine(opening, time(0), tzinfo=ZoneInfo(facts.timezone))
    return midnight.astimezone(ZoneInfo("UTC"))


def _tiled(starts: time, ends: time, minutes: int) -> list[time]:
    start = datetime.combine(ANY_DAY, starts)
    length = timedelta(minutes=minutes)
    number = (datetime.combine(ANY_DAY, ends) - start) // length
    return [(start + place * length).time() for place in range(max(number, 0))]


def _spread(seats: Mapping[str, int]) -> list[str]:
    """Return each pool as often as it has seats, each spread as evenly as the others allow.

    The nth of a pool's m seats belongs at the middle of the nth of m equal parts of the day.
    """
    places = [
        ((2 * nth + 1) / (2 * number), rank, pool)
        for rank, (pool, number) in enumerate(seats.items())
        for nth in range(number)
    ]
    return [pool for _, _, pool in sorted(places)]
