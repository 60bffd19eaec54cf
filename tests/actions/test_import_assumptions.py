"""Importing assumptions: every office can open, and nothing assumed passes for a fact."""

import pytest

from antrean.actions.import_assumptions import import_assumptions
from antrean.actions.import_quotas import import_quotas
from antrean.domain.rows import BadRows
from antrean.records.models import CalendarRule, Capacity, OpeningHours, PoolShare
from tests.factories import make_office
from tests.reference import DATA, NOW, QUOTA, changed, write_csv

pytestmark = pytest.mark.django_db

NAME = "capacity-assumptions.yaml"


@pytest.fixture(autouse=True)
def office():
    return make_office()


def load(path=DATA / NAME):
    return import_assumptions(path=path, now=NOW)


def errors_of(path) -> list[str]:
    with pytest.raises(BadRows) as caught:
        load(path)
    return [f"{error.column}: {error.reason}" for error in caught.value.errors]


def test_an_office_of_unknown_class_gets_two_booths_of_65(office):
    load()

    capacity = office.capacities.get()
    assert (capacity.booths, capacity.per_booth, capacity.seats_per_day) == (2, 65, 130)
    assert capacity.basis == "assumption"
    assert "assumption" in capacity.source


@pytest.mark.parametrize(
    ("office_class", "seats"),
    [("I Khusus TPI", 260), ("I Non TPI", 195), ("II TPI", 130), ("II", 130), ("III Non TPI", 65)],
)
def test_booths_follow_the_class(office, office_class, seats):
    office.office_class = office_class
    office.save()

    load()

    assert office.capacities.get().seats_per_day == seats


def test_a_published_quota_leaves_no_room_for_an_assumption(office, tmp_path):
    import_quotas(path=write_csv(tmp_path / "quotas.csv", QUOTA), now=NOW)

    load()

    assert [row.basis for row in office.capacities.all()] == ["published"]


def test_hours_shares_and_horizon_are_marked_as_assumed():
    load()

    assert OpeningHours.objects.count() == 5
    assert set(OpeningHours.objects.values_list("basis", flat=True)) == {"assumption"}
    assert sum(PoolShare.objects.values_list("percent", flat=True)) == 100
    assert CalendarRule.objects.get().horizon_days == 30


def test_a_second_run_changes_nothing():
    load()

    again = load()

    assert (again.tally.created, again.tally.updated) == (0, 0)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("percent: 80", "percent: 79", "pool_shares: the percentages add up to 99, not 100"),
        ("pool: group", "pool: urgent", "pool_shares: a pool is named twice"),
        ("pool: same_day", "pool: sameday", "pool: 'sameday' is not known here"),
        (
            'break_starts: "11:30"',
            'break_starts: "07:30"',
            "break_starts: 07:30 is not after",
        ),
        (
            'break_starts: "11:30", ',
            "",
            "break_starts: a break has a start and an end",
        ),
        ("weekday: 4", "weekday: 7", "weekday: 7 is not between 0 and 6"),
        ("class: III, ", "class: II,", "booths: lacks a row for kanim III"),
        ("horizon_days: 30", "horizon_days: 0", "horizon_days: 0 is not between 1 and 366"),
        ("calendar_rule:", "calender_rule:", "calender_rule: unknown column"),
        (
            '"assumption: as on other days',
            '"as on other days',
            "reason: does not say the word assumption",
        ),
    ],
)
def test_a_bad_value_is_named_and_nothing_is_stored(tmp_path, old, new, complaint):
    path = changed(tmp_path, NAME, old=old, new=new)

    found = errors_of(path)

    assert complaint in "\n".join(found)
    assert not Capacity.objects.exists()
    assert not OpeningHours.objects.exists()
