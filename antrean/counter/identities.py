"""How an identity is laid beside a card: the full name, the birth date, four last digits."""

from django.utils.translation import gettext as _

from antrean.actions.show_person import ShownPerson
from antrean.counter.words import language
from antrean.domain import wording
from antrean.ui.pieces import Row


def identity_rows(shown: ShownPerson) -> list[Row]:
    """Return the rows to compare with the card."""
    return [
        Row(_("Nama lengkap"), shown.full_name),
        Row(_("Tanggal lahir"), wording.date_in_words(shown.birth_date, language=language())),
        Row(_("Empat angka terakhir NIK"), shown.nik_end),
    ]
