"""The first question: what somebody comes for, with the guard "new or replacement?"."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from antrean.actions import apply
from antrean.actions.take_in import PURPOSES_BY_APPOINTMENT
from antrean.records.models import Application
from antrean.ui.gates import SignedIn
from antrean.web import steps
from antrean.web.asking import mark_of, onward, posted, question
from antrean.web.forms.purpose import OldPassportForm, PurposeForm
from antrean.web.gates import own_draft

WITHOUT_APPOINTMENT = {
    "lost": "hilang",
    "damaged": "rusak",
    "collection": "ambil",
    "sick": "sakit",
}
CORRECTED = {
    "replacement": _(
        "Keperluan Anda kami ubah menjadi ganti paspor."
        " Paspor lama yang sudah habis masa berlakunya tetap dihitung."
    ),
    "new": _("Keperluan Anda kami ubah menjadi paspor baru, karena belum pernah punya paspor."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@own_draft
def purpose(request: SignedIn, application: Application) -> HttpResponse:
    form = PurposeForm(posted(request), initial={"purpose": application.purpose})
    if not form.is_valid():
        return question(request, application, form, step="purpose", back=reverse("web:me"))
    chosen = form.cleaned_data["purpose"]
    if chosen not in PURPOSES_BY_APPOINTMENT:
        return redirect("web:without_appointment", WITHOUT_APPOINTMENT[chosen])
    draft = apply.answer(application, purpose=chosen)
    if steps.needs_no_guard(draft):
        return redirect(onward(request, draft))
    return redirect(steps.address("old_passport", draft) + mark_of(request))


@require_http_methods(["GET", "HEAD", "POST"])
@own_draft
def old_passport(request: SignedIn, application: Application) -> HttpResponse:
    """An expired passport still makes a replacement: correct a wrong choice, and say so."""
    known = application.answers.get("had_passport", "")
    form = OldPassportForm(posted(request), initial={"had_passport": known})
    if not form.is_valid():
        return question(
            request,
            application,
            form,
            step="purpose",
            back=steps.address("purpose", application),
            template="old_passport",
        )
    had_passport = form.cleaned_data["had_passport"]
    right = "replacement" if had_passport == "yes" else "new"
    draft = apply.answer(application, purpose=right, had_passport=had_passport)
    if right != application.purpose:
        messages.info(request, CORRECTED[right])
    return redirect(onward(request, draft, to="person"))
