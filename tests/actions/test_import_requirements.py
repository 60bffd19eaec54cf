"""Importing requirements: dated rows from one file, all of them or none."""

import pytest

from antrean.actions.import_offices import import_offices
from antrean.actions.import_requirements import import_requirements
from antrean.domain.rows import BadRows
from antrean.records.models import (
    ApplicantType,
    ApplicantTypeDocument,
    Document,
    Fee,
    ImportRun,
    OfficeRule,
)
from tests.reference import DATA, NOW, changed

pytestmark = pytest.mark.django_db

NAME = "requirements.yaml"


@pytest.fixture(autouse=True)
def offices():
    import_offices(path=DATA / "offices.csv", now=NOW)
    ImportRun.objects.all().delete()


def load(path=DATA / NAME, **more):
    return import_requirements(path=path, now=NOW, **more)


def errors_of(path) -> list[tuple[int, str]]:
    with pytest.raises(BadRows) as caught:
        load(path)
    return [(error.line, f"{error.column}: {error.reason}") for error in caught.value.errors]


def line_of(path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_every_section_is_taken_over():
    taken = load()

    assert Document.objects.count() == 22
    assert ApplicantType.objects.count() == 14
    assert OfficeRule.objects.count() == 35
    assert taken.remarks == ("no office lies in Papua Pegunungan",)


def test_a_second_run_changes_nothing():
    first = load()

    again = load()

    assert (again.tally.created, again.tally.updated) == (0, 0)
    assert again.tally.unchanged == first.tally.created


def test_a_changed_fee_changes_one_row(tmp_path):
    load()

    again = load(changed(tmp_path, NAME, old="amount: 950000", new="amount: 900000"))

    assert (again.tally.created, again.tally.updated) == (0, 1)
    assert Fee.objects.get(item="electronic_10y", valid_to=None).amount == 900_000


def test_a_shortened_list_of_papers_loses_its_last_lines(tmp_path):
    load()
    before = ApplicantTypeDocument.objects.count()
    path = changed(
        tmp_path, NAME, old="      - {doc: name_change_order, when: name_changed}\n", new=""
    )

    load(path)

    assert ApplicantTypeDocument.objects.count() == before - 1


def test_a_row_that_the_file_no_longer_names_stays_and_is_reported(tmp_path):
    load()
    path = changed(
        tmp_path,
        NAME,
        old="kanim-kupang,           valid_from: 2025-09-01",
        new="kanim-kupang,           valid_from: 2025-09-02",
    )

    again = load(path)

    assert OfficeRule.objects.filter(office__code="kanim-kupang").count() == 2
    assert "office_rules: 1 stored rows are not in the file; they stay" in again.remarks


def test_a_dry_run_stores_nothing():
    load(dry_run=True)

    assert Document.objects.count() == 0
    assert ImportRun.objects.count() == 0


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            "office: kanim-kupang, ",
            "office: kanim-kupan, ",
            "office: 'kanim-kupan' is not known here",
        ),
        (
            "kanim-kupang,           valid_from: 2025-09-01",
            "kanim-kupang,           valid_from: 2025-02-29",
            "valid_from: expected a date (YYYY-MM-DD), not '2025-02-29'",
        ),
        (
            "kanim-parepare,         valid_from: 2025-10-15, valid_to: null",
            "kanim-parepare,         valid_from: 2025-10-15, valid_to: 2025-10-14",
            "valid_to: 2025-10-14 is before the first day, 2025-10-15",
        ),
        (
            "office: kanim-atambua, ",
            "office: kanim-atambua, province: Aceh, ",
            "office: name either an office or a province",
        ),
        (
            "sources: [atambua-2025-10]",
            "sources: [atambua]",
            "sources: 'atambua' is not known here",
        ),
        ("amount: 950000", "amount: -1", "amount: -1 is not between 0 and 100000000"),
        ("doc: naturalisation_letter", "doc: letter", "doc: 'letter' is not known here"),
        ("when: nationality_acquired", "when: always", "when: 'always' is not known here"),
        ("extends: adult_renewal", "extends: renewal", "extends: 'renewal' is not known here"),
        ("travels_with_parents: false", "travels_alone: true", "travels_alone: no criterion of"),
        ("until_age: 21", "until_age: ''", "until_age: is missing, and so is years_max"),
        ("id: minor_below_age, value: 17", "id: minor_below_age", "value: is missing"),
    ],
)
def test_a_bad_value_is_named_by_line_and_nothing_is_stored(tmp_path, old, new, complaint):
    path = changed(tmp_path, NAME, old=old, new=new)

    found = errors_of(path)

    line = line_of(path, new.splitlines()[0])
    assert next(reason for at, reason in found if at == line).startswith(complaint)
    assert not Document.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_comma_that_ends_a_text_early_is_an_unknown_key(tmp_path):
    path = changed(
        tmp_path,
        NAME,
        old='"Regular passport (no chip, 5 years)"',
        new="Regular (no chip, 5 years)",
    )

    found = errors_of(path)

    assert found == [(line_of(path, "regular_5y, "), "5 years): unknown column")]


def test_a_misspelt_section_is_an_error(tmp_path):
    path = changed(tmp_path, NAME, old="\noffice_rules:", new="\noffice_rule:")

    assert errors_of(path) == [
        (line_of(path, "office_rule:"), "office_rule: unknown column"),
    ]


def test_the_same_rule_with_the_same_first_day_twice_is_refused(tmp_path):
    path = changed(tmp_path, NAME, old="province: Aceh, ", new="province: Riau, ")

    found = errors_of(path)

    first = line_of(path, "province: Riau, ")
    assert found == [
        (first + 2, f"valid_from: line {first} holds the same with the same first day")
    ]


def test_types_that_extend_each_other_in_a_circle_are_refused(tmp_path):
    path = changed(
        tmp_path,
        NAME,
        old="    extends: adult_renewal\n",
        new="    extends: data_change\n",
    )

    assert [reason for _, reason in errors_of(path)] == [
        "applicant_types: data_change extends itself in a circle"
    ]
