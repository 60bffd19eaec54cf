"""What to bring, as lines of a letter."""

from antrean.domain.requirements import NoApplicantTypeFits, Paper, requirements
from antrean.domain.rulebook import Rulebook, Wording
from antrean.records.cases import case_of
from antrean.records.models import Appointment
from antrean.records.reference import place_of
from antrean.records.rulebook import stored_rulebook

Lines = tuple[str, ...]
OR = {"id": " atau ", "en": " or "}
IF_IT_EXISTS = {"id": "bila ada", "en": "if you have it"}
WHEN = {"id": "bila", "en": "if"}


class Checklists:
    """Works out checklists from the rulebook as it was when this was made; make one per batch."""

    def __init__(self) -> None:
        self._rulebook: Rulebook | None = None

    def lines(self, appointment: Appointment, *, language: str) -> Lines:
        """Return papers first, then who must come and how to bring them; empty if unknown."""
        case = case_of(appointment.application)
        if case is None:
            return ()
        if self._rulebook is None:
            self._rulebook = stored_rulebook()
        place = place_of(appointment.office)
        try:
            needed = requirements(self._rulebook, case=case, place=place, day=appointment.day)
        except NoApplicantTypeFits:
            return ()
        papers = tuple(_paper(paper, language) for paper in needed.papers)
        present = needed.applicant_type.attendance[language == "en"]
        named = {document.code for paper in needed.papers for document in paper.documents}
        notes = tuple(
            _label(note, language)
            for note in needed.notes
            if not note.applies_to or named & set(note.applies_to)
        )
        return (*papers, *filter(None, [present]), *notes)


def _paper(paper: Paper, language: str) -> str:
    names = OR[language].join(_label(document, language) for document in paper.documents)
    if paper.condition:
        return f"{names} ({WHEN[language]} {_label(paper.condition, language)})"
    return f"{names} ({IF_IT_EXISTS[language]})" if paper.optional else names


def _label(words: Wording, language: str) -> str:
    return words.label_en if language == "en" else words.label_id
