"""Importing quotas: what was published becomes capacity, the latest one counts."""

from datetime import date

import pytest

from antrean.actions.import_quotas import import_quotas
from antrean.domain.rows import BadRows
from antrean.records.calendar_facts import facts_of
from antrean.records.models import Capacity
from tests.factories import make_office
from tests.reference import NOW, QUOTA, write_csv

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def load(tmp_path, office):
    def loaded(*rows, **more):
        return import_quotas(path=write_csv(tmp_path / "quotas.csv", *rows), now=NOW, **more)

    return loaded


def errors_of(load, *rows) -> list[str]:
    with pytest.raises(BadRows) as caught:
        load(*rows)
    return [f"{error.line} {error.column}: {error.reason}" for error in caught.value.errors]


def test_the_latest_published_quota_is_the_capacity(load, office):
    load(QUOTA, {**QUOTA, "as_of": "2018-07", "total_per_day": "100"})

    facts = facts_of([office], from_day=TODAY, to_day=TODAY)[office.code]
    assert facts.capacity_on(TODAY).seats == 80
    assert facts.capacity_on(date(2024, 9, 30)).seats == 100


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        ("2024", date(2024, 1, 1)),
        ("2024-10", date(2024, 10, 1)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_quota_holds_from_the_first_day_of_its_date(load, as_of, day):
    load({**QUOTA, "as_of": as_of})

    assert Capacity.objects.get().valid_from == day


@pytest.mark.parametrize(
    "other", [{"scope": "all points"}, {"scope": "weekend service"}, {"total_per_day": ""}]
)
def test_rows_of_another_scope_or_without_a_total_are_not_used(load, other):
    taken = load({**QUOTA, **other})

    assert Capacity.objects.count() == 0
    assert taken.remarks == ("1 rows are of another scope or state no total: not used",)


def test_a_second_run_changes_nothing(load):
    load(QUOTA)

    again = load(QUOTA)

    assert (again.tally.created, again.tally.updated, again.tally.unchanged) == (0, 0, 1)


def test_a_dry_run_stores_nothing(load):
    load(QUOTA, dry_run=True)

    assert Capacity.objects.count() == 0


@pytest.mark.parametrize(
    ("column", "content", "complaint"),
    [
        ("office_code", "kanim-lain", "office_code: 'kanim-lain' is not known here"),
        ("as_of", "2025-02-29", "as_of: expected YYYY, YYYY-MM or YYYY-MM-DD, not '2025-02-29'"),
        ("as_of", "October", "as_of: expected YYYY, YYYY-MM or YYYY-MM-DD, not 'October'"),
        ("as_of", "", "as_of: is missing"),
        ("total_per_day", "0", "total_per_day: 0 is not between 1 and 2000"),
        ("priority", "many", "priority: expected a whole number, not 'many'"),
        ("evidence", "rumour", "evidence: 'rumour' is not known here"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_stored(load, column, content, complaint):
    found = errors_of(load, QUOTA, {**QUOTA, "as_of": "2025", column: content})

    assert found == [f"3 {complaint}"]
    assert Capacity.objects.count() == 0


def test_two_quotas_of_one_office_and_date_are_refused(load):
    found = errors_of(load, QUOTA, {**QUOTA, "as_of": "2024-10-01"})

    assert found == ["3 as_of: line 2 states a quota of this office and date already"]
