"""What to bring to a place, for a letter; the rules are read once for a whole batch."""

from antrean.domain.checklist import Checklist, checklist
from antrean.domain.requirements import NoApplicantTypeFits, requirements
from antrean.domain.rulebook import Rulebook
from antrean.records.cases import case_of
from antrean.records.models import Appointment
from antrean.records.reference import place_of
from antrean.records.rulebook import stored_rulebook

NO_CHECKLIST = Checklist()


class Checklists:
    """Works out checklists from the rulebook as it was when first needed; make one per batch."""

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
        return checklist(needed, language=language)
