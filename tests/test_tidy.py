"""The house keeps its own limits, and each rule still notices its own misdeed."""

from pathlib import Path

import pytest

from tests import tidy

PACKAGE = Path(__file__).resolve().parent.parent / "antrean"
LONG_BODY = "\n".join("    pass" for _ in range(41))
LONG_VIEW = "\n".join("    pass" for _ in range(26))


def test_the_house_is_tidy():
    assert tidy.complaints(PACKAGE) == []


def test_the_tests_have_sizes_too():
    tests = [
        tidy.Module(path.relative_to(PACKAGE.parent), path.read_text(encoding="utf-8"))
        for path in Path(__file__).parent.rglob("[!_]*.py")
    ]

    said = [
        f"{module.path}: {complaint}"
        for module in tests
        for rule in (tidy.long_files, tidy.long_functions, tidy.silent_modules)
        for complaint in rule(module)
    ]

    assert said == []


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (tidy.long_files, "domain/ticket.py", "\n" * 401),
        (tidy.long_functions, "domain/ticket.py", f"def long():\n{LONG_BODY}"),
        (tidy.long_functions, "web/views.py", f"def page():\n{LONG_VIEW}"),
        (tidy.long_functions, "web/views/start.py", f"def page():\n{LONG_VIEW}"),
        (tidy.names_that_say_nothing, "web/utils.py", ""),
        (tidy.names_that_say_nothing, "web/helpers/dates.py", ""),
        (tidy.silent_modules, "web/views.py", "import os"),
        (tidy.silent_functions, "actions/cancel.py", "def cancel(): ..."),
        (tidy.front_rooms_that_write, "web/views.py", "Person.objects.create(name='Budi')"),
        (tidy.front_rooms_that_write, "jobs/sweep.py", "Person.objects.filter(id=1).delete()"),
        (tidy.front_rooms_that_write, "live/intake.py", "await Person.objects.acreate()"),
        (tidy.front_rooms_that_write, "counter/views.py", "number.save()"),
        (tidy.front_rooms_that_write, "api/views.py", "number.delete()"),
        (tidy.clocks_and_dice_in_the_domain, "domain/ticket.py", "datetime.datetime.now(UTC)"),
        (tidy.clocks_and_dice_in_the_domain, "domain/ticket.py", "date.today()"),
        (tidy.clocks_and_dice_in_the_domain, "domain/ticket.py", "time.time()"),
        (tidy.clocks_and_dice_in_the_domain, "domain/ticket.py", "random.choice(cells)"),
        (tidy.strangers_in_the_domain, "domain/ticket.py", "import numpy.random"),
        (tidy.strangers_in_the_domain, "domain/ticket.py", "from antrean.adapters import nik"),
        (tidy.second_clocks, "actions/cancel.py", "timezone.now()"),
        (tidy.second_clocks, "jobs/remind.py", "datetime.now(UTC)"),
        (tidy.hidden_orders, "records/models/hall.py", "class Meta:\n    ordering = ['id']"),
        (tidy.hidden_saves, "records/models/hall.py", "class Call:\n    def save(self): ..."),
        (tidy.signals, "records/models/hall.py", "from django.db.models.signals import post_save"),
        (tidy.signals, "records/apps.py", "from django.dispatch import receiver"),
    ],
)
def test_a_misdeed_is_noticed(rule, path, source):
    assert list(rule(tidy.Module(Path(path), source)))


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (tidy.front_rooms_that_write, "actions/cancel.py", "Person.objects.create(name='Budi')"),
        (tidy.front_rooms_that_write, "web/views.py", "names = {}\nnames.update(budi=1)"),
        (tidy.front_rooms_that_write, "web/views.py", "cancel.delete"),
        (tidy.second_clocks, "records/clock.py", "timezone.now()"),
        (tidy.strangers_in_the_domain, "domain/ticket.py", "from antrean.domain import wishes"),
        (tidy.strangers_in_the_domain, "domain/ticket.py", "from dataclasses import dataclass"),
        (tidy.silent_functions, "actions/cancel.py", "def _rest(): ..."),
        (tidy.silent_functions, "web/views.py", "def page(): ..."),
    ],
)
def test_what_is_allowed_raises_no_complaint(rule, path, source):
    assert not list(rule(tidy.Module(Path(path), source)))


@pytest.mark.parametrize(("name", "lines"), [("page.html", 61), ("tap.js", 81)])
def test_a_long_text_is_noticed(tmp_path, name, lines):
    (tmp_path / name).write_text("\n" * lines)

    assert list(tidy.long_texts(tmp_path))
