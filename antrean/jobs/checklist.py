"""What to bring, in words for a letter."""

from collections.abc import Iterator
from dataclasses import dataclass

from antrean.domain.requirements import NoApplicantTypeFits, Paper, Requirements, requirements
from antrean.domain.rulebook import Rulebook, Wording
from antrean.records.cases import case_of
from antrean.records.models import Appointment
from antrean.records.reference import place_of
from antrean.records.rulebook import stored_rulebook

OR = {"id": " atau ", "en": " or "}
IF_IT_EXISTS = {"id": "bila ada", "en": "if you have it"}
WHEN = {"id": "bila", "en": "if"}


@dataclass(frozen=True, slots=True)
class Checklist:
    """Papers a line each, and sentences about who must come and how to bring them."""

    papers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


NO_CHECKLIST = Checklist()


class Checklists:
    """Works out checklists from the rulebook as it was when this was made; make one per batch."""

    def __init__(self) -> None:
        self._rulebook: Rulebook | None = None

    def of(self, appointment: Appointment, *, language: str) -> Checklist:
        """Return what to bring to this place on its day; empty where the case is not known."""
        case = case_of(appointment.application)
        if case is None:
            return NO_CHECKLIST
        if self._rulebook is None:
            self._rulebook = stored_rulebook()
        place = place_of(appointment.office)
        try:
            needed = requirements(self._rulebook, case=case, place=place, day=appointment.day)
        except NoApplicantTypeFits:
            return NO_CHECKLIST
        papers = tuple(_paper(paper, language) for paper in needed.papers)
        return Checklist(papers, tuple(_notes(needed, language)))


def _notes(needed: Requirements, language: str) -> Iterator[str]:
    attendance = needed.applicant_type.attendance[language == "en"]
    if attendance:
        yield attendance
    named = {document.code for paper in needed.papers for document in paper.documents}
    for note in needed.notes:
        if not note.applies_to or named & set(note.applies_to):
            yield _label(note, language)


def _paper(paper: Paper, language: str) -> str:
    first, *others = (_label(document, language) for document in paper.documents)
    names = OR[language].join([first, *map(_inside, others)])
    if paper.condition:
        return f"{names} ({WHEN[language]} {_label(paper.condition, language)})"
    return f"{names} ({IF_IT_EXISTS[language]})" if paper.optional else names


def _label(words: Wording, language: str) -> str:
    return words.label_en if language == "en" else words.label_id


def _inside(name: str) -> str:
    """Begin a name with a small letter inside a sentence, but not an abbreviation such as KTP."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
