"""The door's answers: what the code was, what to say, and the one thing to do now."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from antrean.actions.show_person import show_person
from antrean.counter import lists, words
from antrean.counter.desk import Desk
from antrean.counter.identities import identity_rows
from antrean.domain import wording
from antrean.domain.ticket import queue_number
from antrean.records import lookups
from antrean.records.hall.forecasts import forecast_for, hall_now
from antrean.records.models import Application, Appointment, Visit
from antrean.ui.pieces import Row


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the same family who is expected today."""

    number: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one code. `kind` is ok, warn or danger and is always said in words too.

    `action_url` with `action` is the one thing to do, where there is one.
    """

    kind: str
    title: str
    sentences: list[str]
    number: str = ""
    name: str = ""
    identity: list[Row] = field(default_factory=list)
    family: list[Relative] = field(default_factory=list)
    action: str = ""
    action_url: str = ""
    priority_url: str = ""
    status: int = 200


def beside_card(answer: Answer, application: Application, desk: Desk) -> Answer:
    """Add the identity to compare; looking at it goes on the ledger."""
    shown = show_person(application, office=desk.office, by=desk.by, now=desk.now)
    return replace(answer, identity=identity_rows(shown))


def arrived(visit: Visit, family: Sequence[Appointment], desk: Desk) -> Answer:
    """Somebody was received just now."""
    titles = {
        "punctual": ("ok", _("Sudah hadir, tepat waktu")),
        "late": ("warn", _("Sudah hadir, terlambat")),
        "end": ("warn", _("Sudah hadir, sangat terlambat")),
    }
    kind, title = titles[visit.standing]
    said = [_("Persilakan menunggu sampai nomornya dipanggil.")]
    if visit.standing == "punctual" and visit.since > desk.now:
        title = _("Sudah hadir, datang lebih awal")
        said = [_("Dipanggil sekitar %(time)s.") % {"time": _promise(visit)}, *said]
    if visit.standing == "late":
        said = [_("Menunggu di belakang yang tepat waktu."), *said]
    if visit.standing == "end":
        said = [_("Menunggu di ujung barisan, setelah yang punya janji."), *said]
    if wait := expected_wait(visit, desk):
        said.append(wait)
    relatives = [
        Relative(
            number=words.number(place),
            name=lists.masked(place.application),
            code=place.application.ticket_code or "",
        )
        for place in family
    ]
    return Answer(
        kind,
        title,
        said,
        number=number(visit),
        family=relatives,
        priority_url=_priority(visit, desk),
    )


def came_again(visit: Visit, desk: Desk) -> Answer:
    """The code was used before: somebody who was away may wait again, a copy is refused."""
    back = desk.url("returning", visit=visit.pk)
    if visit.ended_at is None and visit.state == "absent":
        return Answer(
            "warn",
            _("Tadi dipanggil dan tidak maju"),
            [_("Orangnya boleh antre lagi, di belakang yang tepat waktu.")],
            number=number(visit),
            action=_("Antre lagi"),
            action_url=back,
        )
    if visit.ended_at is None and visit.state == "parked":
        said = _("Tempatnya disimpan. Periksa berkas yang tadi kurang.")
        if visit.parked_for != "papers":
            said = _("Tempatnya disimpan.")
        return Answer(
            "warn",
            _("Kembali ke antrean"),
            [said],
            number=number(visit),
            action=_("Antre lagi di tempat semula"),
            action_url=back,
        )
    return _used(visit, desk)


def _used(visit: Visit, desk: Desk) -> Answer:
    since = wording.clock_in_words(
        visit.arrived_at, timezone=desk.office.timezone, language=words.language()
    )
    return Answer(
        "danger",
        _("Sudah tercatat sebelumnya"),
        [
            _("Tiket ini sudah dipakai pukul %(time)s.") % {"time": since},
            _("Cocokkan kartunya. Bila orangnya lain, panggil kepala regu."),
        ],
        number=number(visit),
        status=409,
    )


def wrong_day(application: Application, day: date, desk: Desk) -> Answer:
    """The appointment is on another day."""
    sentences = [_("Persilakan datang lagi pada hari itu.")]
    if day < desk.today:
        sentences = [_("Hari itu sudah lewat. Tawarkan janji baru.")]
    place = lookups.live_appointment(application)
    when = f"{words.day(place)}, {words.window(place)}" if place else day.isoformat()
    sentences.insert(0, _("Janjinya %(when)s.") % {"when": when})
    name = lists.masked(application)
    return Answer("danger", _("Bukan hari ini"), sentences, name=name, status=409)


def no_place(application: Application, desk: Desk) -> Answer:
    """The application holds no place here any more."""
    last = application.appointments.filter(office=desk.office).order_by("-sequence").first()
    reason = words.ENDINGS.get(last.ending if last else "", _("Tidak ada janji di kantor ini."))
    name = lists.masked(application)
    return Answer("danger", _("Tidak ada janji"), [str(reason)], name=name, status=409)


def closed() -> Answer:
    """The hall is closed for today."""
    said = [_("Persilakan datang lagi pada hari kerja berikutnya.")]
    return Answer("danger", _("Kantor sudah tutup"), said, status=409)


def unknown() -> Answer:
    """No ticket of this office bears such a code."""
    sentences = [
        _("Periksa delapan tanda kodenya, lalu coba lagi."),
        _("Bila kodenya benar, tiket ini bukan untuk kantor ini."),
    ]
    return Answer("danger", _("Tidak dikenal di kantor ini"), sentences, status=422)


def expected_wait(visit: Visit, desk: Desk) -> str:
    """Return how long it takes, in words; nothing while no counter is open."""
    hall = hall_now(desk.office, now=desk.now)
    if hall is None or visit.state != "waiting":
        return ""
    outlook, told = forecast_for(visit, hall=hall)
    said = {"ahead": outlook.ahead, "low": told.low, "high": told.high}
    return _("%(ahead)d nomor di depan, kira-kira %(low)d sampai %(high)d menit.") % said


def number(visit: Visit) -> str:
    """Return the number as it is printed and called."""
    return queue_number(visit.queue_letter, visit.queue_number)


def _promise(visit: Visit) -> str:
    at = visit.arrives_at or visit.since
    return wording.clock_in_words(at, timezone=visit.office.timezone, language=words.language())


def _priority(visit: Visit, desk: Desk) -> str:
    has_it = visit.line == "priority" or visit.state != "waiting"
    return "" if has_it else desk.url("priority", visit=visit.pk)
