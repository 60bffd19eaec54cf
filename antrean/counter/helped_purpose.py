"""What a helped person comes for, and what help they need."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from antrean.actions import apply
from antrean.counter import desk as desks
from antrean.counter import words
from antrean.counter.desk import HELPERS, Desk, at_office
from antrean.records import access
from antrean.ui.pieces import Option

BY_APPOINTMENT = (
    ("new", Option(words.PURPOSES["new"], hint=_("Belum pernah punya paspor Indonesia."))),
    (
        "replacement",
        Option(
            words.PURPOSES["replacement"],
            hint=_("Habis masa berlaku, hampir habis, atau halamannya penuh."),
        ),
    ),
    (
        "data_change",
        Option(words.PURPOSES["data_change"], hint=_("Data Anda berbeda dari paspor lama.")),
    ),
)


class PurposeForm(forms.Form):
    """Purposes that need an appointment; lost and damaged books are examined without one."""

    purpose = forms.ChoiceField(
        label=_("Keperluan"),
        help_text=_("Paspor hilang atau rusak diperiksa dahulu, tanpa janji."),
        choices=BY_APPOINTMENT,
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=_("Kebutuhan khusus"),
        help_text=_("Lansia dan anak di bawah 5 tahun dikenali dari tanggal lahir."),
        choices=list(words.NEEDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@at_office(*HELPERS)
def purpose(request: HttpRequest, desk: Desk, ref: str) -> HttpResponse:
    """Ask for purpose and needs; once sent, the answers stand."""
    application = access.helped_application(ref, office=desk.office)
    if application.state != "draft":
        return redirect(desk.url("helped", ref=ref))
    known = {"purpose": application.purpose, "needs": application.answers.get("needs", [])}
    form = PurposeForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        apply.answer(application, **form.cleaned_data)
        return redirect(desk.url("helped" if application.wishes else "times", ref=ref))
    back_url = desk.url("help")
    status = 422 if form.errors else 200
    return desks.page(request, desk, "purpose.html", status=status, form=form, back_url=back_url)
