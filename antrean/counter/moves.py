"""Moves a helped person's place, and says in words why one cannot be moved."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from antrean.actions import move as deed
from antrean.counter import words
from antrean.counter.desk import Desk
from antrean.counter.wish_form import WishForm
from antrean.domain.wishes import from_json
from antrean.records.models import Application
from antrean.records.working_week import working_week


class MoveForm(WishForm):
    """New wishes; `moved_before` makes pressing twice move once."""

    moved_before = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def form_for(request: HttpRequest, application: Application, desk: Desk) -> MoveForm:
    """Return the form with the wishes as they were, or as they are sent now."""
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        possible=working_week([desk.office], day=desk.today),
        wishes=from_json(application.wishes),
    )
    form.initial["moved_before"] = application.moves
    return form


def moved(form: MoveForm, application: Application, desk: Desk) -> bool:
    """Exchange the place; where that is not possible, the form says why and nothing changed."""
    try:
        deed.move(
            application,
            wishes=form.wishes(desk.office.code),
            moved_before=form.cleaned_data["moved_before"],
            by=desk.by,
            now=desk.now,
        )
    except deed.OnlyDrawn:
        form.add_error(None, _("Kantor ini mengundi waktunya. Janji yang sekarang tetap berlaku."))
        said = _("Bila ingin ikut undian, batalkan dulu janji ini, lalu buat permohonan baru.")
        form.add_error(None, said)
    except deed.NoOtherTime as problem:
        day = problem.refusal.next_day
        refusal = {"reason": problem.refusal.reason, "next_day": day.isoformat() if day else None}
        form.add_error(None, words.next_date(refusal))
    except deed.NoMoveLeft:
        form.add_error(None, _("Waktunya sudah diganti dua kali. Itu batasnya."))
    except deed.TooLateToMove:
        form.add_error(None, _("Kurang dari dua jam lagi. Waktunya tidak bisa diganti."))
    except deed.NothingToMove:
        form.add_error(None, _("Tidak ada janji yang bisa diganti."))
    except deed.Busy:
        form.add_error(None, _("Sedang ramai dan belum ada yang berubah. Kirim sekali lagi."))
    return not form.errors
