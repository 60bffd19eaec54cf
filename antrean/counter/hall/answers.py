"""The door's answers: what the code was, what to say, and the one thing to do now."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from antrean.actions.hall.rejoin import standing_back
from antrean.actions.show_person import show_person
from antrean.counter import lists, words
from antrean.counter.desk import Desk
from antrean.counter.hall.waits import wait_in_words
from antrean.counter.identities import identity_rows
from antrean.domain import wording
from antrean.domain.ticket import queue_number
from antrean.records import lookups
from antrean.records.hall.arrivals import counter_of
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

    The first sentence says what to do or why not. `action_url` with `action` is the one thing to
    press, where there is one; it posts, unless it only leads on.
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
    action_posts: bool = True
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
        said.append(_("Dipanggil sekitar %(time)s.") % {"time": _promise(visit, desk)})
    if visit.standing == "late":
        said.append(_("Menunggu di belakang yang tepat waktu."))
    if visit.standing == "end":
        said.append(_("Menunggu di ujung barisan, setelah yang punya janji."))
    if wait := wait_in_words(visit, now=desk.now):
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
            [_back_at(visit, desk)],
            number=number(visit),
            action=_("Antre lagi"),
            action_url=back,
        )
    if visit.ended_at is None and visit.state == "parked":
        said, action = _("Tempatnya disimpan."), _("Antre lagi di tempat semula")
        if visit.parked_for == "papers":
            said = _("Tempatnya disimpan. Periksa berkas yang tadi kurang.")
            action = _("Berkas sudah lengkap, antre lagi")
        return Answer(
            "warn",
            _("Kembali ke antrean"),
            [said],
            number=number(visit),
            action=action,
            action_url=back,
        )
    return _used(visit, desk) if visit.ended_at is None else _over(visit, desk)


def _back_at(visit: Visit, desk: Desk) -> str:
    standing = standing_back(visit, now=desk.now).kind
    if standing == "punctual":
        return _("Orangnya boleh antre lagi, menurut jam janjinya.")
    if standing == "late":
        return _("Orangnya boleh antre lagi, di belakang yang tepat waktu.")
    return _("Orangnya boleh antre lagi, di ujung barisan.")


def _used(visit: Visit, desk: Desk) -> Answer:
    said = [
        _("Tiket ini sudah dipakai pukul %(time)s.") % {"time": _clock(visit.arrived_at, desk)},
        _("Cocokkan kartunya. Bila orangnya lain, panggil kepala regu."),
    ]
    if counter := counter_of(visit):
        called = _("Nomor ini sedang dipanggil ke loket %(counter)d.")
        said.insert(1, called % {"counter": counter})
    return Answer(
        "danger",
        _("Sudah tercatat sebelumnya"),
        said,
        number=number(visit),
        status=409,
    )


def _over(visit: Visit, desk: Desk) -> Answer:
    """The visit has ended; a copied code is compared with the card all the same."""
    title, said = _("Kunjungan sudah berakhir"), _("Berakhir pukul %(time)s.")
    if visit.state == "done":
        title, said = _("Kunjungan sudah selesai"), _("Selesai dilayani pukul %(time)s.")
    ended = said % {"time": _clock(visit.ended_at or visit.arrived_at, desk)}
    compare = _("Cocokkan kartunya. Bila orangnya lain, panggil kepala regu.")
    return Answer("danger", title, [ended, compare], number=number(visit), status=409)


def wrong_day(application: Application, day: date, desk: Desk) -> Answer:
    """The appointment is on another day."""
    sentences = [_("Persilakan datang lagi pada hari itu.")]
    if day < desk.today:
        sentences = [_("Hari itu sudah lewat. Tawarkan janji baru.")]
    place = lookups.live_appointment(application)
    when = f"{words.day(place)}, {words.window(place)}" if place else day.isoformat()
    sentences.insert(0, _("Janjinya %(when)s.") % {"when": when})
    name = lists.masked(application)
    answer = Answer("danger", _("Bukan hari ini"), sentences, name=name, status=409)
    return _offering_a_time(answer, desk) if day < desk.today else answer


def no_place(application: Application, desk: Desk) -> Answer:
    """The application holds no place here any more."""
    last = application.appointments.filter(office=desk.office).order_by("-sequence").first()
    reason = words.ENDINGS.get(last.ending if last else "", _("Tidak ada janji di kantor ini."))
    name = lists.masked(application)
    answer = Answer("danger", _("Tidak ada janji"), [str(reason)], name=name, status=409)
    return answer if last and last.ending == "served" else _offering_a_time(answer, desk)


def _offering_a_time(answer: Answer, desk: Desk) -> Answer:
    """Lead on to a new appointment; a receptionist does not help people apply."""
    if not desk.may_help:
        return answer
    action, url = _("Bantu buat janji baru"), desk.url("help")
    return replace(answer, action=action, action_url=url, action_posts=False)


def closed() -> Answer:
    """The hall is closed for today."""
    said = [_("Persilakan datang lagi pada hari kerja berikutnya.")]
    return Answer("danger", _("Kantor sudah tutup"), said, status=409)


def unread() -> Answer:
    """Nothing was typed, or nothing that could be a code."""
    said = [_("Pindai tiket atau ketik kodenya.")]
    return Answer("danger", _("Kode belum terbaca"), said, status=422)


def unknown(desk: Desk) -> Answer:
    """No ticket of this office bears such a code."""
    sentences = [
        _("Periksa delapan tanda kodenya, lalu coba lagi."),
        _("Bila kodenya benar, tiket ini bukan untuk kantor ini."),
    ]
    return Answer(
        "danger",
        _("Tidak dikenal di kantor ini"),
        sentences,
        action=_("Cari dengan kartu"),
        action_url=desk.url("look_up"),
        action_posts=False,
        status=422,
    )


def number(visit: Visit) -> str:
    """Return the number as it is printed and called."""
    return queue_number(visit.queue_letter, visit.queue_number)


def _promise(visit: Visit, desk: Desk) -> str:
    return _clock(visit.arrives_at or visit.since, desk)


def _clock(at: datetime, desk: Desk) -> str:
    return wording.clock_in_words(at, timezone=desk.office.timezone, language=words.language())


def _priority(visit: Visit, desk: Desk) -> str:
    has_it = visit.line == "priority" or visit.state != "waiting"
    return "" if has_it else desk.url("priority", visit=visit.pk)
