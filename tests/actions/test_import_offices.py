"""Importing offices: all of a file or nothing, and every error by line and column."""

import pytest

from antrean.actions import import_offices as module
from antrean.actions.import_offices import import_offices, take_offices
from antrean.domain.rows import BadRows
from antrean.records.models import ImportRun, Office
from tests.reference import DATA, NOW, OFFICE, POINT, write_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path):
    def loaded(*rows, **more):
        return import_offices(path=write_csv(tmp_path / "offices.csv", *rows), now=NOW, **more)

    return loaded


def errors_of(load, *rows) -> list[str]:
    with pytest.raises(BadRows) as caught:
        load(*rows)
    return [f"{error.line} {error.column}: {error.reason}" for error in caught.value.errors]


def test_an_office_and_its_service_point_are_stored(load):
    taken = load(POINT, OFFICE)

    point = Office.objects.get(code="mpp-uji")
    assert point.parent.code == "kanim-uji"
    assert (taken.rows, taken.tally.created) == (2, 2)


def test_the_shipped_file_has_151_offices_and_14_service_points():
    import_offices(path=DATA / "offices.csv", now=NOW)

    assert Office.objects.filter(kind="kanim").count() == 151
    assert Office.objects.exclude(kind="kanim").count() == 14


def test_a_second_run_changes_nothing(load):
    load(OFFICE, POINT)

    again = load(OFFICE, POINT)

    assert (again.tally.created, again.tally.updated, again.tally.unchanged) == (0, 0, 2)
    assert Office.objects.count() == 2


def test_a_changed_cell_changes_its_row_only(load):
    load(OFFICE, POINT)
    before = Office.objects.get(code="kanim-uji").pk

    again = load({**OFFICE, "address": "Jl. Baru No. 2"}, POINT)

    office = Office.objects.get(code="kanim-uji")
    assert (office.pk, office.address) == (before, "Jl. Baru No. 2")
    assert (again.tally.updated, again.tally.unchanged) == (1, 1)


def test_an_office_that_the_file_no_longer_names_stays_and_is_reported(load):
    load(OFFICE, POINT)

    again = load(OFFICE)

    assert Office.objects.count() == 2
    assert again.tally.left == 1
    assert again.remarks == ("mpp-uji is stored but not in the file; it stays",)


def test_a_dry_run_counts_and_stores_nothing(load):
    taken = load(OFFICE, POINT, dry_run=True)

    assert taken.tally.created == 2
    assert Office.objects.count() == 0
    assert ImportRun.objects.count() == 0


def test_the_run_is_remembered_with_the_digest_of_the_file(load):
    load(OFFICE)

    run = ImportRun.objects.get()
    assert (run.file, run.rows, run.created, run.updated, run.at) == ("offices.csv", 1, 1, 0, NOW)
    assert len(run.sha256) == 64


@pytest.mark.parametrize(
    ("column", "content", "complaint"),
    [
        ("code", "kanim uji", "code: not lower-case words joined by hyphens"),
        ("code", "ulp-uji", "code: does not begin with its kind, kanim-"),
        ("code", "", "code: is missing"),
        ("name", "x" * 121, "name: longer than 120 characters"),
        ("kind", "castle", "kind: 'castle' is not known here"),
        ("class", "IV TPI", "class: 'IV TPI' is no class of office"),
        ("parent_code", "kanim-lain", "parent_code: an immigration office is not run by another"),
        ("timezone", "Asia/Pontianak", "timezone: 'Asia/Pontianak' is not known here"),
        ("latitude", "104.4583", "latitude: 104.4583 is not between -11.5 and 6.5"),
        ("latitude", "0,9167", "latitude: expected a number, not '0,9167'"),
        ("longitude", "104.45831", "longitude: more than 4 decimal places"),
        ("coordinate_precision", "exact", "coordinate_precision: 'exact' is not known here"),
        ("source", "", "source: is missing"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_stored(load, column, content, complaint):
    found = errors_of(load, POINT, {**OFFICE, column: content})

    assert f"3 {complaint}" in "\n".join(found)
    assert Office.objects.count() == 0
    assert ImportRun.objects.count() == 0


def test_all_errors_of_a_file_are_named_at_once(load):
    found = errors_of(
        load, {**OFFICE, "latitude": "north"}, {**POINT, "kind": "castle", "city": ""}
    )

    assert found == [
        "2 latitude: expected a number, not 'north'",
        "3 city: is missing",
        "3 kind: 'castle' is not known here",
    ]


def test_a_code_or_name_that_stands_twice_is_named_with_the_first_line(load):
    assert errors_of(load, OFFICE, OFFICE) == [
        "3 code: stands on line 2 already",
        "3 name: stands on line 2 already",
    ]


def test_a_service_point_of_an_unknown_office_is_named(load):
    found = errors_of(load, OFFICE, {**POINT, "parent_code": "kanim-lain"})

    assert found == ["3 parent_code: 'kanim-lain' is no office of this file"]


def test_a_province_in_two_zones_is_a_slip(load):
    found = errors_of(load, OFFICE, {**POINT, "timezone": "Asia/Jayapura"})

    assert found == ["3 timezone: line 2 puts Kepulauan Riau into Asia/Jakarta"]


def test_a_bad_row_leaves_what_was_stored_before_as_it_was(load):
    load(OFFICE)

    errors_of(load, {**OFFICE, "address": "Jl. Baru"}, {**POINT, "latitude": "north"})

    assert Office.objects.get().address == "Jl. Uji No. 1"


@pytest.fixture
def power_cut(monkeypatch):
    """Something fails after the rows were written and before the run is remembered."""

    def fail(*_, **__):
        raise OSError

    monkeypatch.setattr(module, "remember", fail)


@pytest.mark.django_db(transaction=True)
def test_a_failure_half_way_stores_nothing(load, power_cut):
    with pytest.raises(OSError):
        load(OFFICE, POINT)

    assert Office.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_without_its_transaction_the_same_failure_leaves_half_a_file_behind(tmp_path, power_cut):
    path = write_csv(tmp_path / "offices.csv", OFFICE, POINT)

    with pytest.raises(OSError):
        take_offices(path=path, now=NOW)

    assert Office.objects.count() == 2
