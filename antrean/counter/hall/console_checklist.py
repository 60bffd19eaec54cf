"""The papers of the case at the counter: each line ticked or not, in two languages.

The officer reads the lines in their own language. Stored, printed and mailed are the same lines in
the applicant's language, because the sheet and the mail are for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from antrean.counter import words
from antrean.domain.checklist import checklist
from antrean.domain.requirements import NoApplicantTypeFits, Paper
from antrean.domain.rulebook import Case
from antrean.records.cases import case_of
from antrean.records.models import Visit
from antrean.records.reference import requirements_for

GROWN_UP_YEARS = 30
"""Somebody who came without an appointment has named no birth date: the list of an adult counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paper. `must` is false where it is asked for only under a condition."""

    code: str
    words: str
    stored: str
    must: bool
    is_ticked: bool = False
    is_wanted: bool = False


@dataclass(frozen=True, slots=True)
class Ticked:
    """The list as the officer sent it; `problem` is a sentence, empty where it may be stored."""

    lines: Sequence[Line]
    wants_sheet: bool
    problem: str = ""

    @property
    def present(self) -> list[str]:
        return [line.stored for line in self.lines if line.is_ticked]

    @property
    def missing(self) -> list[str]:
        return [line.stored for line in _missing(self.lines)] if self.wants_sheet else []


def lines_for(visit: Visit) -> list[Line]:
    """Return the papers of this visit's case; empty where no rule describes it."""
    case = _case(visit)
    try:
        needed = requirements_for(case, office=visit.office, day=visit.day) if case else None
    except NoApplicantTypeFits:
        needed = None
    if needed is None:
        return []
    shown = checklist(needed, language=words.language()).papers
    stored = checklist(needed, language=visit.language).papers
    return [
        Line(_code(paper), said, kept, must=not (paper.optional or paper.condition))
        for paper, said, kept in zip(needed.papers, shown, stored, strict=True)
    ]


def read(data: QueryDict, lines: Sequence[Line]) -> Ticked:
    """Return the list with the ticks of the form `data`; what the list does not have is ignored."""
    there, wanted = set(data.getlist("ada")), set(data.getlist("perlu"))
    ticked = [
        Line(
            line.code,
            line.words,
            line.stored,
            must=line.must,
            is_ticked=line.code in there,
            is_wanted=line.code in wanted,
        )
        for line in lines
    ]
    wants_sheet = data.get("hasil") == "kurang"
    return Ticked(ticked, wants_sheet, _problem(ticked, wants_sheet=wants_sheet))


def _problem(lines: Sequence[Line], *, wants_sheet: bool) -> str:
    missing = _missing(lines)
    if wants_sheet and not missing:
        return _("Tidak ada yang kurang. Tekan Berkas lengkap.")
    if missing and not wants_sheet:
        said = _("Belum bertanda: %(count)d. Beri tanda, atau cetak daftar yang kurang.")
        return said % {"count": len(missing)}
    return ""


def _missing(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if (line.must or line.is_wanted) and not line.is_ticked]


def _case(visit: Visit) -> Case | None:
    if visit.appointment is not None:
        return case_of(visit.appointment.application)
    born = date(visit.day.year - GROWN_UP_YEARS, 1, 1)
    return Case(purpose=visit.service, birth_date=born)


def _code(paper: Paper) -> str:
    """Return what names a line whatever the language: its documents and its condition."""
    names = [document.code for document in paper.documents]
    return "+".join([*names, *([f"if:{paper.condition.code}"] if paper.condition else [])])
