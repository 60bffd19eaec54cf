"""What the kiosk answers: a number, or why there is none, and what to do next."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from antrean.actions.hall.check_in import AlreadyIn, NoPlaceHere, WrongDay, check_in
from antrean.actions.hall.holding import HallClosed
from antrean.actions.hall.park import unpark
from antrean.actions.hall.rejoin import rejoin
from antrean.actions.hall.walk_in import NoRoomToday, Wanted, walk_in
from antrean.counter.hall.slips import number_slip, printed
from antrean.counter.hall.waits import wait_in_words
from antrean.counter.kiosk.forms import SERVICES, NeedsForm
from antrean.counter.kiosk.gate import Kiosk, page
from antrean.domain import wording
from antrean.records import access
from antrean.records.models import Application, Visit


@dataclass(frozen=True, slots=True)
class Answer:
    """The last screen. `kind` is ok, warn or danger; `visit` has the number, where there is one."""

    kind: str
    title: str
    sentences: list[str] = field(default_factory=list)
    visit: Visit | None = None
    status: int = 200
    prints: bool = False


def given(request: HttpRequest, kiosk: Kiosk, form: NeedsForm) -> HttpResponse:
    """Give the next number and print it."""
    wanted = Wanted(
        service=form.cleaned_data["service"],
        line=form.line,
        key=form.cleaned_data["key"],
        needs=form.cleaned_data["needs"],
        people=form.cleaned_data["people"],
        language=translation.get_language() or "id",
    )
    try:
        visit = walk_in(wanted, office=kiosk.office, device=kiosk.device, now=kiosk.now)
    except HallClosed:
        return _show(request, kiosk, _closed())
    except NoRoomToday:
        return _show(request, kiosk, _full())
    return _show(request, kiosk, Answer("ok", _("Ini nomor Anda"), [_wait()], visit, prints=True))


def arrived(request: HttpRequest, kiosk: Kiosk, *, code: str) -> HttpResponse:
    """Check in the holder of a ticket code, or let somebody who was away wait again."""
    try:
        application = access.application_at(code, office=kiosk.office)
    except Http404:
        return _show(request, kiosk, _unknown())
    try:
        visit = check_in(application, office=kiosk.office, device=kiosk.device, now=kiosk.now)
    except HallClosed:
        return _show(request, kiosk, _closed())
    except WrongDay as problem:
        return _show(request, kiosk, _other_day(problem))
    except NoPlaceHere:
        return _show(request, kiosk, _unknown())
    except AlreadyIn:
        return _show(request, kiosk, _back_again(kiosk, application))
    return _show(request, kiosk, Answer("ok", _("Anda sudah tercatat hadir"), [_wait()], visit))


def _back_again(kiosk: Kiosk, application: Application) -> Answer:
    """Somebody who was away waits again; any other second check-in is refused."""
    visit = Visit.objects.select_related("office").filter(appointment__application=application)
    found = visit.order_by("-id").first()
    again: dict[str, Callable[..., Visit]] = {"absent": rejoin, "parked": unpark}
    if found is None or found.ended_at or found.state not in again:
        return Answer(
            "danger",
            _("Tiket ini sudah dipakai"),
            [_("Bila Anda belum mencatat kehadiran, bicaralah dengan petugas.")],
            status=409,
        )
    try:
        back = again[found.state](found, device=kiosk.device, now=kiosk.now)
    except HallClosed:
        return _closed()
    where = [_back_at(back)] if found.state == "absent" else []
    return Answer("ok", _("Anda antre lagi"), [*where, _wait()], back)


def _back_at(visit: Visit) -> str:
    if visit.standing == "punctual":
        return _("Anda tetap menunggu menurut jam janji Anda.")
    if visit.standing == "late":
        return _("Anda menunggu di belakang yang tepat waktu.")
    return _("Anda menunggu di ujung barisan.")


def _show(request: HttpRequest, kiosk: Kiosk, answer: Answer) -> HttpResponse:
    paper = ""
    if answer.visit is not None and (wait := wait_in_words(answer.visit, now=kiosk.now)):
        answer = replace(answer, sentences=[*answer.sentences, wait])
    if answer.visit is not None and answer.prints:
        slip = number_slip(
            answer.visit,
            title=str(SERVICES.get(answer.visit.service, "")),
            sentences=answer.sentences,
            now=kiosk.now,
        )
        paper = printed(slip, device=kiosk.device, now=kiosk.now)
    return page(request, kiosk, "answer.html", status=answer.status, answer=answer, paper=paper)


def _wait() -> str:
    return _("Silakan duduk. Nomor Anda akan dipanggil di layar dan lewat suara.")


def _closed() -> Answer:
    return Answer(
        "warn",
        _("Kantor sudah tutup untuk hari ini"),
        [_("Silakan datang lagi pada hari kerja berikutnya.")],
        status=409,
    )


def _full() -> Answer:
    return Answer(
        "warn",
        _("Hari ini sudah penuh"),
        [
            _("Semua waktu hari ini sudah dipakai untuk yang hadir dan yang punya janji."),
            _("Buat janji dengan ponsel atau minta bantuan petugas. Gratis."),
        ],
        status=409,
    )


def _unknown() -> Answer:
    return Answer(
        "danger",
        _("Kode tidak dikenal di kantor ini"),
        [_("Periksa delapan tanda di bawah kode QR, atau bicaralah dengan petugas.")],
        status=422,
    )


def _other_day(problem: WrongDay) -> Answer:
    language = translation.get_language() or "id"
    day = wording.day_in_words(problem.day, language=language)
    return Answer(
        "warn",
        _("Janji Anda bukan hari ini"),
        [_("Janji Anda: %(day)s.") % {"day": day}],
        status=409,
    )
