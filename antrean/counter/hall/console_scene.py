"""What stands on a counter's page: who is called, who comes next and why, what can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from antrean.counter.hall import console_words as words
from antrean.counter.hall.console_gate import Console
from antrean.domain.hall.holding import patience_for
from antrean.domain.hall.undo import may_undo, undo_until
from antrean.domain.ticket import queue_number
from antrean.records.hall import counters, line
from antrean.records.hall.day import hall_day
from antrean.records.models import Call, CounterDeed, HallDay, Pause, Visit

SHOWN_MOST = 6


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything about the counter that a deed may change."""

    day: HallDay
    call: Call | None
    rest: Pause | None
    deed: CounterDeed | None

    @property
    def token(self) -> str:
        """Return one word that differs whenever a page drawn earlier is out of date."""
        call, rest = self.call, self.rest
        served = call is not None and call.started_at is not None
        parts = (self.day.state, call.pk if call else 0, int(served), rest.pk if rest else 0)
        return "-".join(map(str, parts))


def scene_at(console: Console) -> Scene:
    """Return the counter as it is now."""
    desk = console.desk
    return Scene(
        day=hall_day(desk.office, now=desk.now),
        call=counters.call_at(console.counter),
        rest=counters.rest_of(console.shift),
        deed=_undoable(console),
    )


@dataclass(frozen=True, slots=True)
class Current:
    """Whom the counter calls or serves, in ready words."""

    pk: int
    number: str
    facts: Sequence[str]  # who, service, promise
    stage: str
    is_served: bool
    since: datetime
    clock: str
    times: str
    patience: str
    needs: Sequence[str]
    family: Sequence[str]
    has_identity: bool
    park_reason: str
    park_words: str


def current(console: Console, call: Call) -> Current:
    """Say who is at the counter. The name is masked; there is none without an appointment."""
    visit, now = call.visit, console.desk.now
    since = call.started_at or call.at
    facts = (words.masked(visit), str(words.SERVICES[visit.service]), words.promise(visit))
    reason = words.PARKED_AT.get(visit.stage, "other")
    return Current(
        pk=call.pk,
        number=number(visit),
        facts=[fact for fact in facts if fact],
        stage=str(words.STAGES[call.stage]),
        is_served=call.started_at is not None,
        since=since,
        clock=words.stopwatch(now - since),
        times=_("dipanggil %(times)d×") % {"times": call.times},
        patience=_patience(call),
        needs=words.needs(visit),
        family=_family(visit, now=now),
        has_identity=visit.appointment is not None,
        park_reason=reason,
        park_words=str(words.PARKED[reason]),
    )


@dataclass(frozen=True, slots=True)
class NextRow:
    """One number of the line: how long it waits, why it is its turn, what to know of it."""

    number: str
    service: str
    waited: str
    why: str
    notes: Sequence[str]


def next_rows(console: Console) -> list[NextRow]:
    """Return who comes next at this counter in the published order, with the reason for each."""
    desk = console.desk
    turns = line.turns_at(console.shift, now=desk.now, limit=SHOWN_MOST)
    visits = counters.visits_by_key(turn.waiter.id for turn in turns)
    sizes = counters.family_sizes(visits.values(), office=desk.office, now=desk.now)
    return [
        _row(visits[turn.waiter.id], turn.why, sizes=sizes, now=desk.now)
        for turn in turns
        if turn.waiter.id in visits
    ]


def waiting_count(console: Console) -> int:
    """Return how many wait for what is done at this counter."""
    stages = line.stages_of(console.shift)
    return line.waiting(console.desk.office, now=console.desk.now, stages=stages).count()


@dataclass(frozen=True, slots=True)
class LastDeed:
    """The last key, what it did, and until when it can be taken back."""

    pk: int
    words: str
    at: str
    until: datetime
    seconds: int


def last(console: Console, scene: Scene) -> LastDeed | None:
    """Say what can be undone right now, None where nothing can."""
    done, now = scene.deed, console.desk.now
    if done is None:
        return None
    until = undo_until(done.at)
    seconds = max(0, round((until - now).total_seconds()))
    at = words.brief_clock(done.at, console.desk.office)
    return LastDeed(done.pk, words.deed(done), at, until, seconds)


def number(visit: Visit) -> str:
    """Return the number as it is printed and called."""
    return queue_number(visit.queue_letter, visit.queue_number)


def _row(visit: Visit, why: str, *, sizes: Mapping[int, int], now: datetime) -> NextRow:
    since = visit.arrived_at if visit.stage_place == 0 else visit.stage_since
    notes = words.needs(visit)
    people = max(visit.people, sizes.get(visit.party or 0, 0))
    if people > 1:
        notes.append(_("keluarga %(people)d orang") % {"people": people})
    return NextRow(
        number(visit),
        str(words.SERVICES[visit.service]),
        words.minutes(now - since),
        words.why(why, visit),
        notes,
    )


def _undoable(console: Console) -> CounterDeed | None:
    done = counters.last_deed(console.shift)
    if done is None or done.undone_at or not may_undo(done.at, now=console.desk.now):
        return None
    return done


def _patience(call: Call) -> str:
    asked = patience_for(call.visit.needs)
    said = _("Tidak hadir baru bisa ditekan setelah %(calls)d panggilan dan %(seconds)d detik.")
    return said % {"calls": asked.calls, "seconds": asked.seconds}


def _family(visit: Visit, *, now: datetime) -> list[str]:
    states = {
        "waiting": _("%(number)s menunggu"),
        "at_counter": _("%(number)s di loket"),
        "parked": _("%(number)s diparkir"),
        "absent": _("%(number)s tidak hadir"),
    }
    others = counters.family_of(visit, now=now)
    said = [
        states[each.state] % {"number": number(each)} for each in others if each.state in states
    ]
    return [
        *said,
        *([_("%(people)d orang") % {"people": visit.people}] if visit.people > 1 else []),
    ]
