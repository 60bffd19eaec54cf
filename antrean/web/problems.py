"""What went wrong, in words: one place where refusals of deeds become pages."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from antrean.actions.cancel import NothingToCancel, TooLateToCancel
from antrean.actions.move import Busy, NoMoveLeft, NothingToMove, TooLateToMove
from antrean.actions.reconfirm import PlaceOver
from antrean.records.models import MOVES_MAX, Application
from antrean.ui.pieces import Words

UNCHANGED = _("Tidak ada yang berubah.")


@dataclass(frozen=True, slots=True)
class Problem:
    """A page about something that could not be done: what, why, and what to do next."""

    status: int
    title: Words
    sentences: tuple[Words, ...]


STANDS = _("Janji Anda tetap seperti semula.")
NO_PLACE = Problem(
    409,
    _("Janji ini sudah tidak berlaku"),
    (_("Janji ini sudah dibatalkan, dipindahkan, atau sudah selesai."), UNCHANGED),
)
PROBLEMS: dict[type[Exception], Problem] = {
    NoMoveLeft: Problem(
        409,
        _("Jadwal tidak bisa diubah lagi"),
        (
            format_lazy(_("Jadwal boleh diubah paling banyak {most} kali."), most=MOVES_MAX),
            STANDS,
            _("Bila Anda tidak bisa datang, batalkan janji, lalu buat janji baru."),
        ),
    ),
    TooLateToMove: Problem(
        409,
        _("Sudah terlambat untuk mengubah jadwal"),
        (
            _("Jadwal boleh diubah sampai dua jam sebelum waktu Anda."),
            STANDS,
            _("Datanglah sesuai tiket, atau batalkan janji sebelum waktunya mulai."),
        ),
    ),
    NothingToMove: NO_PLACE,
    NothingToCancel: NO_PLACE,
    PlaceOver: NO_PLACE,
    TooLateToCancel: Problem(
        409,
        _("Sudah terlambat untuk membatalkan"),
        (
            _("Waktu Anda sudah mulai."),
            STANDS,
            _("Bila Anda masih bisa datang, datanglah hari ini dan lapor kepada petugas."),
        ),
    ),
    Busy: Problem(
        503,
        _("Sedang sangat ramai"),
        (STANDS, _("Tunggu sebentar, lalu coba lagi.")),
    ),
}


def explained(request: HttpRequest, refusal: Exception, *, ref: str) -> HttpResponse:
    """Return the page about a deed that was refused; it leads back to the ticket."""
    return page(
        request,
        PROBLEMS[type(refusal)],
        action_url=reverse("web:ticket", args=[ref]),
        action_label=_("Buka tiket"),
    )


def already_sent(request: HttpRequest, application: Application) -> HttpResponse:
    """Return the page for answers that come after the application was submitted."""
    sent = Problem(
        409,
        _("Permohonan ini sudah dikirim"),
        (_("Jawaban yang baru ini tidak kami simpan."), UNCHANGED),
    )
    return page(
        request,
        sent,
        action_url=reverse("web:result", args=[application.ref]),
        action_label=_("Lihat hasilnya"),
    )


def already_live(request: HttpRequest, live: Application) -> HttpResponse:
    """Return the page for somebody who has a live application in this account already."""
    name = live.applicant.full_name if live.applicant else ""
    if live.state == "in_draw":
        return _already_in_draw(request, live, name=name)
    held = Problem(
        409,
        _("%(name)s sudah punya janji") % {"name": name},
        (
            _("Setiap orang hanya boleh punya satu janji pada satu waktu."),
            _("Bila waktunya tidak cocok, ubah jadwal pada tiket itu."),
        ),
    )
    return page(
        request,
        held,
        action_url=reverse("web:ticket", args=[live.ref]),
        action_label=_("Buka tiket"),
    )


def _already_in_draw(request: HttpRequest, waiting: Application, *, name: str) -> HttpResponse:
    held = Problem(
        409,
        _("%(name)s sudah ikut undian") % {"name": name},
        (
            _("Setiap orang hanya boleh punya satu permohonan pada satu waktu."),
            _("Permohonan kedua tidak menambah peluang. Tunggu jawaban undian itu."),
        ),
    )
    return _to_receipt(request, held, waiting)


def draw_runs(request: HttpRequest, waiting: Application) -> HttpResponse:
    """Return the page for somebody who leaves the draw after it closed; it leads to the receipt."""
    runs = Problem(
        409,
        _("Undian sudah ditutup"),
        (
            _("Permohonan ini tetap ikut undian. Tidak ada yang berubah."),
            _("Tempat yang Anda dapat boleh Anda kembalikan, tanpa denda."),
        ),
    )
    return _to_receipt(request, runs, waiting)


def _to_receipt(request: HttpRequest, problem: Problem, waiting: Application) -> HttpResponse:
    return page(
        request,
        problem,
        action_url=reverse("web:result", args=[waiting.ref]),
        action_label=_("Lihat tanda terima"),
    )


def page(
    request: HttpRequest, problem: Problem, *, action_url: str, action_label: Words
) -> HttpResponse:
    context = {
        "title": problem.title,
        "sentences": problem.sentences,
        "action_url": action_url,
        "action_label": action_label,
    }
    return render(request, "ui/problem.html", context, status=problem.status)
