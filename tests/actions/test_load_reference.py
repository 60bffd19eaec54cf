"""Loading everything: files in their order, each whole or not at all."""

import shutil

import pytest

from antrean.actions.load_reference import NAMES, load_reference
from antrean.records.models import Capacity, Closure, Document, ImportRun, Office
from tests.reference import DATA, NOW, changed, load_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(tmp_path):
    """A copy of the shipped files that may be broken."""
    return shutil.copytree(DATA, tmp_path / "data")


def test_everything_shipped_is_taken_over_without_an_error():
    outcomes = load_all()

    assert [outcome.name for outcome in outcomes] == list(NAMES)
    assert [outcome.errors for outcome in outcomes] == [()] * len(NAMES)
    assert ImportRun.objects.count() == 4


def test_a_second_run_changes_nothing():
    load_all()

    again = load_all()

    assert [(one.taken.tally.created, one.taken.tally.updated) for one in again] == [(0, 0)] * 5


def test_every_office_has_one_way_to_its_capacity():
    load_all()

    published = Capacity.objects.filter(basis="published").values("office").distinct().count()
    assumed = Capacity.objects.filter(basis="assumption").count()
    assert (published, assumed) == (21, 144)


def test_a_dry_run_of_everything_finds_the_offices_of_the_same_run_and_stores_nothing():
    outcomes = load_reference(directory=DATA, now=NOW, dry_run=True)

    assert [outcome.errors for outcome in outcomes] == [()] * len(NAMES)
    assert not Office.objects.exists()
    assert not Closure.objects.exists()


def test_only_the_named_files_are_loaded():
    outcomes = load_reference(directory=DATA, now=NOW, names=["holidays"])

    assert [outcome.name for outcome in outcomes] == ["holidays"]
    assert not Office.objects.exists()


def test_a_file_with_errors_does_not_keep_the_others_out(copy):
    changed(copy, "requirements.yaml", old="amount: 950000", new="amount: much")

    outcomes = {outcome.name: outcome for outcome in load_reference(directory=copy, now=NOW)}

    assert len(outcomes["requirements.yaml"].errors) == 1
    assert outcomes["quotas.csv"].taken is not None
    assert not Document.objects.exists()


def test_after_errors_in_the_offices_nothing_else_is_tried(copy):
    (copy / "offices.csv").write_text("code\n", encoding="utf-8")

    outcomes = load_reference(directory=copy, now=NOW)

    assert len(outcomes[0].errors) == 1
    assert [(one.taken, one.errors) for one in outcomes[1:]] == [(None, ())] * 4
    assert not Closure.objects.exists()


def test_holidays_are_those_of_the_year_in_the_capital_and_the_next():
    load_reference(directory=DATA, now=NOW, names=["holidays"])

    years = set(Closure.objects.values_list("day__year", flat=True))
    assert years == {2026, 2027}
