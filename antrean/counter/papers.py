"""What a person brings to the counter, for the sheet they take home."""

from antrean.counter.words import language
from antrean.domain.checklist import Checklist, checklist
from antrean.domain.requirements import NoApplicantTypeFits
from antrean.records.cases import case_of
from antrean.records.models import Appointment
from antrean.records.reference import requirements_for


def papers(held: Appointment) -> Checklist:
    """Return the papers and the sentences about them; empty where no rule describes the case."""
    case = case_of(held.application)
    if case is None:
        return Checklist()
    try:
        needed = requirements_for(case, office=held.office, day=held.day)
    except NoApplicantTypeFits:
        return Checklist()
    return checklist(needed, language=language())
