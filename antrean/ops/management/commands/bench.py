"""Measures what this house carries, and prints the figures as one JSON object on the last line."""

import json
from argparse import ArgumentParser
from importlib import import_module
from types import ModuleType

from django.core.management.base import BaseCommand, CommandError

from antrean.ops.bench import BENCHES
from antrean.ops.bench.rounds import BenchFailed
from antrean.ops.processes import stopping_kindly
from antrean.ops.tour import stage


class Command(BaseCommand):
    """`bin/antrean bench NAME`: each on a database of its own, in rounds that alternate."""

    help = "Measure one of the benches; exit 1 where that is not possible here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare each bench with its own options."""
        names = parser.add_subparsers(dest="name", required=True, metavar="NAME")
        for name in BENCHES:
            _bench(name).add_arguments(names.add_parser(name, help=_bench(name).__doc__))

    def handle(self, *, name: str, **options: object) -> None:
        """Run one bench and print the medians."""
        try:
            with stopping_kindly():
                facts = _bench(name).run(**options)
        except (BenchFailed, stage.NotOurDatabase) as problem:
            raise CommandError(str(problem)) from problem
        finally:
            stage.leave_the_database()
        self.stdout.write(json.dumps(facts))


def _bench(name: str) -> ModuleType:
    return import_module(f"antrean.ops.bench.{name}")
