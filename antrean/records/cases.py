"""What an application says about its applicant, in the words of the requirements."""

from antrean.domain.rulebook import Case
from antrean.records.models import Application


def case_of(application: Application) -> Case | None:
    """Return the case of an application, or None while purpose or person are not chosen."""
    applicant = application.applicant
    if applicant is None or not application.purpose:
        return None
    return Case(purpose=application.purpose, birth_date=applicant.birth_date)
