"""What a person brings to the counter, as sentences for a checklist."""

from antrean.counter.words import language
from antrean.domain.requirements import NoApplicantTypeFits, Paper
from antrean.domain.rulebook import Wording
from antrean.records.cases import case_of
from antrean.records.models import Appointment
from antrean.records.reference import requirements_for


def papers(held: Appointment) -> list[str]:
    """Return one line for each paper; empty where no rule describes the case."""
    case = case_of(held.application)
    if case is None:
        return []
    try:
        asked = requirements_for(case, office=held.office, day=held.day)
    except NoApplicantTypeFits:
        return []
    return [_line(paper) for paper in asked.papers]


def _line(paper: Paper) -> str:
    said = " / ".join(_said(each) for each in paper.documents)
    return f"{said} ({_said(paper.condition)})" if paper.condition else said


def _said(wording: Wording) -> str:
    return wording.label_en if language().startswith("en") else wording.label_id
