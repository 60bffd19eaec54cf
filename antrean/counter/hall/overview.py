"""The hall at a glance: who waits and why in this order, who is away, counters, what needs help."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions.hall.alerts import end_alert
from antrean.counter import desk as desks
from antrean.counter.desk import Desk, at_office
from antrean.counter.hall import console_words as words
from antrean.counter.hall.answers import number
from antrean.counter.words import language
from antrean.domain.hall.voice import ANNOUNCEMENTS
from antrean.domain.wording import clock_in_words
from antrean.records import access, boards
from antrean.records.hall import line
from antrean.records.hall.day import hall_day
from antrean.records.hall.overview import alerts_at, away_at, counters_at, undecided_at
from antrean.records.models import Visit

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody in the line: number, stage, minutes, and by which part of the rule."""

    pk: int
    number: str
    stage: object
    service: object
    waited: str
    why: str
    needs: list[str]
    is_first: bool  # has priority already


@at_office()
def overview(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the hall."""
    exceptions, appeals = undecided_at(desk.office, now=desk.now)
    return desks.page(
        request,
        desk,
        "hall/overview.html",
        counts=boards.day_counts(desk.office, now=desk.now),
        hall=hall_day(desk.office, now=desk.now),
        rows=_waiting(desk),
        away=[_away(each, desk) for each in away_at(desk.office, now=desk.now)],
        counters=[(each, words.RESTS.get(each.rests, "")) for each in counters_at(desk.office)],
        alerts=alerts_at(desk.office),
        presets=[(key, said[language()]) for key, said in ANNOUNCEMENTS.items()],
        may_close=desk.may_lead,
        exceptions=exceptions,
        appeals=appeals,
    )


@at_office()
def alert(request: HttpRequest, desk: Desk, alert: int) -> HttpResponse:
    """Note that somebody has seen to it."""
    found = access.alert(alert, office=desk.office)
    if request.method == "POST":
        end_alert(found, by=desk.by, now=desk.now)
        messages.success(request, _("Terima kasih, sudah dicatat."))
    return redirect(desk.url("overview"))


def _waiting(desk: Desk) -> list[Waiting]:
    turns = line.turns(desk.office, now=desk.now, limit=SHOWN)
    visits = Visit.objects.select_related("office").in_bulk([turn.waiter.id for turn in turns])
    return [_row(visits[turn.waiter.id], turn.why, desk) for turn in turns]


def _row(visit: Visit, why: str, desk: Desk) -> Waiting:
    return Waiting(
        pk=visit.pk,
        number=number(visit),
        stage=words.STAGES[visit.stage],
        service=words.SERVICES[visit.service],
        waited=words.minutes(desk.now - visit.stage_since),
        why=words.why(why, visit),
        needs=words.needs(visit),
        is_first=visit.line == "priority",
    )


def _away(visit: Visit, desk: Desk) -> tuple[int, str, str]:
    said = _("berkas kurang, tempat disimpan")
    if visit.state == "absent":
        missed = visit.missed_at or visit.arrived_at
        at = clock_in_words(missed, timezone=desk.office.timezone, language=language())
        said = _("tidak maju saat dipanggil, %(time)s") % {"time": at}
    elif visit.parked_for != "papers":
        said = str(words.PARKED[visit.parked_for])
    return visit.pk, number(visit), said
