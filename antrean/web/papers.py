"""Says in words what to bring and what it costs, for a case, an office and a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from antrean.domain.checklist import checklist
from antrean.domain.requirements import NoApplicantTypeFits, Offer, Requirements, requirements
from antrean.domain.rulebook import Case, Fee, Place
from antrean.domain.wording import date_in_words, rupiah
from antrean.records.models import Office
from antrean.records.reference import place_of
from antrean.records.rulebook import known_rulebook
from antrean.web import reader

ANYWHERE = Place(office="anywhere", province="anywhere")
"""A place that no rule names: what holds in general."""


class Labelled(Protocol):
    """Anything that has a name in both languages."""

    @property
    def label_id(self) -> str: ...

    @property
    def label_en(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Price:
    """A passport or an addition, and what it costs since when; `amount` may be empty."""

    name: str
    amount: str
    since: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on one checklist, in the reader's language."""

    title: str
    papers: tuple[str, ...]
    notes: tuple[str, ...]
    prices: tuple[Price, ...]
    additions: tuple[Price, ...]
    working_days: int


def sheet(case: Case, *, office: Office | None, day: date) -> Sheet | None:
    """Return the checklist, None where no rule fits; without an office, the general one."""
    place = place_of(office) if office else ANYWHERE
    try:
        found = requirements(known_rulebook(), case=case, place=place, day=day)
    except NoApplicantTypeFits:
        return None
    kind, said = found.applicant_type, checklist(found, language=reader.language())
    only = (_("Kantor ini hanya menerbitkan paspor elektronik."),) if found.electronic_only else ()
    return Sheet(
        title=_label(kind),
        papers=said.papers,
        notes=(*said.notes, *only),
        prices=tuple(_offer(offer) for offer in found.offers),
        additions=tuple(_additions(found)),
        working_days=kind.working_days_max,
    )


def _offer(offer: Offer) -> Price:
    return _price(_label(offer.passport_type), offer.fee)


def _additions(found: Requirements) -> Iterator[Price]:
    names = {
        "lost_book_penalty": _("Denda paspor hilang"),
        "damaged_book_penalty": _("Denda paspor rusak"),
    }
    for fee in found.surcharges:
        yield _price(names.get(fee.code, fee.code), fee)
    if found.same_day:
        yield _price(_("Selesai pada hari yang sama"), found.same_day)


def _price(name: str, fee: Fee | None) -> Price:
    if fee is None:
        return Price(name, amount="", since="")
    since = date_in_words(fee.valid_from, language=reader.language())
    return Price(name, amount=rupiah(fee.amount), since=since)


def _label(words: Labelled) -> str:
    return words.label_en if reader.in_english() else words.label_id
