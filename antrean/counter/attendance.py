"""Attendance: one code typed or scanned, one clear answer, the card beside it to compare."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions.hall import check_in as deed
from antrean.actions.show_person import show_person
from antrean.counter import lists, words
from antrean.counter.desk import Desk, at_office
from antrean.counter.forms import TicketCode
from antrean.counter.identities import identity_rows
from antrean.counter.offices import today_page
from antrean.domain import wording
from antrean.records import access, lookups
from antrean.records.models import Application, Appointment, Visit
from antrean.ui.pieces import Row


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one code. `kind` is ok, warn or danger and is always said in words too."""

    kind: str
    title: str
    sentences: list[str]
    number: str = ""
    name: str = ""
    identity: list[Row] = field(default_factory=list)
    status: int = 200


@at_office()
def attendance(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Check in whoever holds the code. The answer is drawn here: it never gets an address."""
    if request.method != "POST":
        return redirect(desk.url("today"))
    form = TicketCode(request.POST)
    if not form.is_valid():
        return today_page(request, desk, form=form, form_in_error=form, status=422)
    result = _receive(form.cleaned_data["code"], desk)
    return today_page(request, desk, form=TicketCode(), result=result, status=result.status)


def _receive(code: str, desk: Desk) -> Result:
    """Check in, and say what happened; a ticket of another office is as unknown as a wrong one."""
    try:
        application = access.application_at(code, office=desk.office)
    except Http404:
        return _unknown()
    try:
        arrival = deed.check_in(application, office=desk.office, by=desk.by, now=desk.now)
    except deed.NoPlaceHere:
        return _no_place(application, desk)
    except deed.WrongDay as problem:
        return _wrong_day(application, problem.day, desk)
    except deed.AlreadyIn:
        return _beside_card(_already(application, desk), application, desk)
    assert arrival.appointment is not None  # noqa: S101  it was made for a place
    return _beside_card(_arrived(arrival.appointment, desk), application, desk)


def _beside_card(result: Result, application: Application, desk: Desk) -> Result:
    """Add the identity to compare; looking at it goes on the ledger."""
    shown = show_person(application, office=desk.office, by=desk.by, now=desk.now)
    return replace(result, identity=identity_rows(shown))


def _arrived(place: Appointment, desk: Desk) -> Result:
    number, wait = words.number(place), _("Persilakan menunggu sampai nomornya dipanggil.")
    if desk.now < place.window_starts_at:
        early = _("Dipanggil sekitar %(time)s.") % {"time": words.arrival(place)}
        return Result("ok", _("Sudah hadir, datang lebih awal"), [early, wait], number)
    if desk.now >= place.window_ends_at:
        late = _("Waktunya %(window)s dan sudah lewat. Kehadirannya tetap dicatat.")
        sentences = [late % {"window": words.window(place)}, wait]
        return Result("warn", _("Sudah hadir, terlambat"), sentences, number)
    return Result("ok", _("Sudah hadir, tepat waktu"), [wait], number)


def _already(application: Application, desk: Desk) -> Result:
    arrivals = Visit.objects.select_related("appointment").order_by("-arrived_at")
    arrival = arrivals.filter(appointment__application=application).first()
    sentences = [_("Cocokkan kartunya. Bila orangnya lain, panggil kepala regu.")]
    if arrival is None or arrival.appointment is None:
        return Result("danger", _("Sudah tercatat sebelumnya"), sentences, status=409)
    since = wording.clock_in_words(
        arrival.arrived_at, timezone=desk.office.timezone, language=words.language()
    )
    sentences.insert(0, _("Tiket ini sudah dipakai pukul %(time)s.") % {"time": since})
    number = words.number(arrival.appointment)
    return Result("danger", _("Sudah tercatat sebelumnya"), sentences, number, status=409)


def _wrong_day(application: Application, day: date, desk: Desk) -> Result:
    sentences = [_("Persilakan datang lagi pada hari itu.")]
    if day < desk.today:
        sentences = [_("Hari itu sudah lewat. Tawarkan janji baru.")]
    place = lookups.live_appointment(application)
    when = f"{words.day(place)}, {words.window(place)}" if place else day.isoformat()
    sentences.insert(0, _("Janjinya %(when)s.") % {"when": when})
    name = lists.masked(application)
    return Result("danger", _("Bukan hari ini"), sentences, name=name, status=409)


def _no_place(application: Application, desk: Desk) -> Result:
    last = application.appointments.filter(office=desk.office).order_by("-sequence").first()
    reason = words.ENDINGS.get(last.ending if last else "", _("Tidak ada janji di kantor ini."))
    name = lists.masked(application)
    return Result("danger", _("Tidak ada janji"), [str(reason)], name=name, status=409)


def _unknown() -> Result:
    sentences = [
        _("Periksa delapan tanda kodenya, lalu coba lagi."),
        _("Bila kodenya benar, tiket ini bukan untuk kantor ini."),
    ]
    return Result("danger", _("Tidak dikenal di kantor ini"), sentences, status=422)
