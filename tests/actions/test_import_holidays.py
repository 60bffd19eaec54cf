"""Importing holidays: every office is closed on them, and estimates give way to announcements."""

from datetime import date

import pytest

from antrean.actions import import_holidays as module
from antrean.actions.import_holidays import import_holidays
from antrean.domain.office_facts import Closing
from antrean.records.models import Closure
from tests.factories import make_office

pytestmark = pytest.mark.django_db

CHRISTMAS = date(2026, 12, 25)
EID = date(2027, 3, 10)


def test_holidays_and_joint_leave_of_the_years_are_stored_for_every_office():
    import_holidays(years=[2026, 2027])

    assert Closure.objects.get(day=CHRISTMAS).office is None
    assert Closure.objects.get(day=date(2026, 12, 24)).kind == "joint_leave"
    assert Closure.objects.get(day=EID).estimated


def test_a_second_run_changes_nothing():
    import_holidays(years=[2026])

    again = import_holidays(years=[2026])

    assert (again.tally.created, again.tally.updated) == (0, 0)


def test_a_dry_run_stores_nothing():
    import_holidays(years=[2026], dry_run=True)

    assert not Closure.objects.exists()


def test_an_estimate_that_was_announced_for_another_day_moves(monkeypatch):
    import_holidays(years=[2027])
    announced = Closing(date(2027, 3, 11), "holiday", "Hari Raya Idul Fitri", "Eid al-Fitr")
    monkeypatch.setattr(module, "national_closings", lambda _: [announced])

    import_holidays(years=[2027])

    assert not Closure.objects.filter(day=EID).exists()
    assert not Closure.objects.get(day=announced.day).estimated


def test_what_people_entered_by_hand_stays():
    by_hand = {
        "kind": "office",
        "name_id": "Listrik padam",
        "name_en": "No power",
        "source": "head",
    }
    Closure.objects.create(office=None, day=CHRISTMAS, **by_hand)
    Closure.objects.create(office=make_office(), day=CHRISTMAS, **by_hand)

    import_holidays(years=[2026])

    assert set(Closure.objects.filter(day=CHRISTMAS).values_list("source", flat=True)) == {"head"}
