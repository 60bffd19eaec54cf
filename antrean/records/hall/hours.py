"""The hours of a hall on one day, as the rule for dated rows has it."""

from datetime import date

from antrean.domain.office_facts import latest
from antrean.records.models import Office, OpeningHours


def hours_on(office: Office, *, day: date) -> OpeningHours | None:
    """Return the opening hours that hold on that day, None where the office does not work then."""
    rows = OpeningHours.objects.filter(office=office, weekday=day.weekday())
    return latest(rows, day=day)
