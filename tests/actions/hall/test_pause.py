"""After a second absence within twelve months new times begin only when the pause is over."""

from datetime import timedelta

import pytest

from antrean.actions.hall.appeals import appeal, decide_appeal
from antrean.actions.take_in import take_in
from antrean.records import clock
from antrean.records.models import Absence
from tests.factories import local_today, make_application, make_booked, make_cell, submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def missed_twice(office):
    """Somebody who was absent twice, the second time yesterday; the office has room for weeks."""
    place = make_booked(office)
    applicant = place.application.applicant
    for days in (40, 1):
        other = make_booked(office)
        Absence.objects.create(
            appointment=other,
            nik_hash=bytes(applicant.nik_hash),
            day=local_today(office) - timedelta(days=days),
            came=False,
            at=clock.now(),
        )
    for days in (20, 29, 31):
        make_cell(office, days_ahead=days)
    place.application.liveapplication.delete()
    return applicant


def given_day(office, applicant):
    asked = make_application(office, account=applicant.account, applicant=applicant)
    return take_in([submission(asked)])[0].place.day


def test_a_second_absence_pauses_new_times_for_thirty_days(office, missed_twice):
    assert given_day(office, missed_twice) == local_today(office) + timedelta(days=29)


def test_an_excused_absence_pauses_nothing(office, missed_twice, officer):
    noted = Absence.objects.order_by("day").first()
    appeal(noted, words="Jembatan putus hari itu.", by=missed_twice.account, now=clock.now())
    decide_appeal(noted, excuse=True, by=officer, now=clock.now())

    assert given_day(office, missed_twice) < local_today(office) + timedelta(days=20)
