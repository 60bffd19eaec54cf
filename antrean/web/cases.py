"""The cases whose papers anybody may look up, and who stands for each in the rules."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from antrean.domain.rulebook import Case
from antrean.ui.pieces import Words

GROWN_UP, CHILD = 30, 8
"""Ages, in years, of the made-up people the public lists are worked out for."""


@dataclass(frozen=True, slots=True)
class PublicCase:
    """One list: its name in the address, its title, and whom it is for."""

    slug: str
    title: Words
    purpose: str
    age: int = GROWN_UP

    def on(self, day: date) -> Case:
        """Return the case for somebody who has their birthday in the year of that day."""
        return Case(purpose=self.purpose, birth_date=date(day.year - self.age, 1, 1))


CASES = (
    PublicCase("dewasa-baru", _("Dewasa, paspor baru"), "new"),
    PublicCase("dewasa-ganti", _("Dewasa, ganti paspor"), "replacement"),
    PublicCase("anak-baru", _("Anak, paspor baru"), "new", CHILD),
    PublicCase("anak-ganti", _("Anak, ganti paspor"), "replacement", CHILD),
    PublicCase("ubah-data", _("Ubah nama atau data"), "data_change"),
    PublicCase("hilang", _("Paspor hilang"), "lost"),
    PublicCase("rusak", _("Paspor rusak"), "damaged"),
)
BY_SLUG = {case.slug: case for case in CASES}
