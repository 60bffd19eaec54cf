"""What the pages show of a person: name, relation and the end of the identity number."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from antrean.actions.register_person import nik_end
from antrean.records.models import Applicant

RELATIONS = {
    "self": _("Saya sendiri"),
    "child": _("Anak saya"),
    "family": _("Keluarga saya"),
    "helped": _("Orang yang saya bantu"),
}


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person of the account, in words."""

    name: str
    relation: object
    nik_end: str


def cards(people: Iterable[Applicant]) -> list[PersonCard]:
    """Return what may be shown of the account's own people, in the given order."""
    return [
        PersonCard(
            name=person.full_name,
            relation=RELATIONS[person.relation],
            nik_end=nik_end(person),
        )
        for person in people
    ]
