"""What pages tell about offices may be seconds old, and no older; deeds read afresh."""

from datetime import date
from time import monotonic

import pytest

from antrean.records import kept as keeping
from antrean.records.calendar_facts import facts_of
from antrean.records.kept import kept
from antrean.records.models import Office, OpeningHours
from antrean.records.reference import known_offices
from antrean.records.working_week import working_week
from tests.factories import make_hours, make_office

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def clock(monkeypatch, settings):
    """A clock that only the test moves; answers are kept five seconds."""
    settings.KEPT_SECONDS = 5
    at = [monotonic() + 60]  # what other tests left behind is over
    monkeypatch.setattr(keeping, "monotonic", lambda: at[0])
    return at


@pytest.fixture
def look_up():
    """A look-up that finds something else each time."""
    turns = iter(range(100))
    return kept(lambda *words: (*words, next(turns)))


def test_the_same_question_has_the_same_answer_for_five_seconds(clock, look_up):
    first = look_up("batam")
    clock[0] += 4.9

    assert look_up("batam") is first


def test_afterwards_it_is_asked_anew(clock, look_up):
    first = look_up("batam")
    clock[0] += 5

    assert look_up("batam") != first


def test_another_question_has_an_answer_of_its_own(clock, look_up):
    assert look_up("batam")[0] == "batam"
    assert look_up("ranai")[0] == "ranai"


def test_questions_are_not_remembered_without_end(clock, look_up, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 1)
    first = look_up("batam")
    look_up("ranai")

    assert look_up("batam") != first


def test_where_nothing_is_kept_everything_is_seen_at_once(look_up, settings):
    settings.KEPT_SECONDS = 0

    assert look_up("batam") != look_up("batam")


@pytest.mark.django_db
def test_an_office_that_is_new_is_known_seconds_later(clock, django_assert_num_queries):
    before = set(known_offices())
    make_office("kanim-baru")

    with django_assert_num_queries(0):
        meanwhile = set(known_offices())
    clock[0] += 5

    assert meanwhile == before
    assert set(known_offices()) - before == {"kanim-baru"}


@pytest.mark.django_db
def test_deeds_see_changed_hours_at_once_and_pages_soon(clock):
    office = make_office()
    make_hours(office)
    before = working_week([office], day=TUESDAY)
    OpeningHours.objects.filter(office=office, weekday=4).delete()

    deed = facts_of(Office.objects.all(), from_day=TUESDAY, to_day=TUESDAY)[office.code]

    assert {hours.weekday for hours in deed.hours} == {0, 1, 2, 3}
    assert working_week([office], day=TUESDAY) == before
    clock[0] += 5
    assert {weekday for weekday, _part in working_week([office], day=TUESDAY)} == {0, 1, 2, 3}
