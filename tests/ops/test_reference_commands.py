"""The operator's commands: what they print and how they end."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from antrean.records.models import Cell, Office
from tests.reference import OFFICE, POINT, write_csv

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, skip_checks=True)
    return out.getvalue()


def test_loading_prints_a_table_of_what_is_new(tmp_path):
    write_csv(tmp_path / "offices.csv", OFFICE, POINT)

    printed = run("load_reference", "--directory", str(tmp_path), "--file", "offices.csv")

    assert "offices.csv" in printed
    assert "Dry run" not in printed
    assert Office.objects.count() == 2


def test_a_dry_run_says_so_and_stores_nothing(tmp_path):
    write_csv(tmp_path / "offices.csv", OFFICE)

    printed = run(
        "load_reference", "--directory", str(tmp_path), "--file", "offices.csv", "--dry-run"
    )

    assert "Dry run: nothing was stored" in printed
    assert Office.objects.count() == 0


def test_errors_are_printed_by_line_and_column_and_the_command_ends_with_1(tmp_path, capsys):
    write_csv(tmp_path / "offices.csv", OFFICE, {**POINT, "latitude": "north"})
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("load_reference", directory=tmp_path, stdout=out, skip_checks=True)

    assert ended.value.code == 1
    assert "error: offices.csv line 3, latitude: expected a number, not 'north'" in out.getvalue()
    assert out.getvalue().count("not tried") == 4


def test_a_file_that_is_not_ours_is_refused():
    with pytest.raises(CommandError, match="invalid choice"):
        run("load_reference", "--file", "fixtures.json")


def test_days_are_opened_at_the_named_office(tmp_path):
    run("load_reference", "--file", "offices.csv", "--file", "capacity-assumptions.yaml")

    printed = run("open_calendar", "--office", "kanim-tanjungpinang", "--days", "14")

    assert "office days opened" in printed
    assert set(Cell.objects.values_list("office__code", flat=True)) == {"kanim-tanjungpinang"}


def test_an_unknown_office_is_named():
    with pytest.raises(CommandError, match="No such office: kanim-lain"):
        run("open_calendar", "--office", "kanim-lain")
