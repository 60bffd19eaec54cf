"""What somebody comes for, and whether it is a first passport."""

from django import forms
from django.utils.translation import gettext_lazy as _

from antrean.ui.pieces import Option

PURPOSES = (
    ("new", Option(_("Paspor baru"), hint=_("Belum pernah punya paspor Indonesia."))),
    (
        "replacement",
        Option(
            _("Ganti paspor"),
            hint=_("Habis masa berlaku, hampir habis, atau halamannya penuh."),
        ),
    ),
    (
        "data_change",
        Option(_("Ubah nama atau data"), hint=_("Data Anda berbeda dari paspor lama.")),
    ),
    ("lost", Option(_("Paspor hilang"), hint=_("Langsung ke kantor penerbit, tanpa janji."))),
    ("damaged", Option(_("Paspor rusak"), hint=_("Langsung ke kantor penerbit, tanpa janji."))),
    ("collection", Option(_("Ambil paspor yang sudah jadi"), hint=_("Tanpa janji."))),
    (
        "sick",
        Option(
            _("Pemohon sakit dan tidak bisa datang"),
            hint=_("Petugas dapat datang ke rumah atau rumah sakit."),
        ),
    ),
)


class PurposeForm(forms.Form):
    """Field: `purpose` = new, replacement, data_change, lost, damaged, collection or sick."""

    purpose = forms.ChoiceField(
        label=_("Apa keperluan Anda?"),
        choices=PURPOSES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu keperluan."),
            "invalid_choice": _("Pilih satu keperluan dari daftar."),
        },
    )


class OldPassportForm(forms.Form):
    """Field: `had_passport` = yes or no."""

    had_passport = forms.ChoiceField(
        label=_("Pernah punya paspor Indonesia?"),
        help_text=_("Paspor yang sudah habis masa berlakunya tetap dihitung."),
        choices=(
            ("yes", Option(_("Ya, pernah"), hint=_("Maka ini penggantian paspor."))),
            ("no", Option(_("Belum pernah"), hint=_("Maka ini paspor baru."))),
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih ya atau belum."),
            "invalid_choice": _("Pilih ya atau belum."),
        },
    )
