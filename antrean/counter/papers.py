"""What a person brings to the counter, as sentences for a checklist."""

from antrean.counter.words import language
from antrean.domain.checklist import checklist
from antrean.domain.requirements import NoApplicantTypeFits
from antrean.records.cases import case_of
from antrean.records.models import Appointment
from antrean.records.reference import requirements_for


def papers(held: Appointment) -> tuple[str, ...]:
    """Return one line for each paper; empty where no rule describes the case."""
    case = case_of(held.application)
    if case is None:
        return ()
    try:
        asked = requirements_for(case, office=held.office, day=held.day)
    except NoApplicantTypeFits:
        return ()
    return checklist(asked, language=language()).papers
