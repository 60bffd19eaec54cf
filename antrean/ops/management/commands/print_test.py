"""Prints a slip to try a printer with, and says how much paper it has; needs no database."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from antrean.adapters.printer import PrinterTrouble, paper_state, print_slip, read_address
from antrean.domain.hall.slip import Slip

NUMBER, CODE = "A-012", "K7M49QX2"
REASONS = {
    "unreachable": "The printer does not answer: is it on, and is the address right?",
    "no_paper": "The printer has no paper.",
    "wrong_address": "Write tcp://host:9100, file:///dev/usb/lp0 or the file:// of a folder.",
    "unknown": "The printer was reached, but refused the slip.",
}


class Command(BaseCommand):
    """`bin/antrean manage print_test --printer ADDRESS`."""

    help = "Print a slip for trying a printer, for example on tcp://192.0.2.7:9100?columns=32"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said on the command line."""
        parser.add_argument("--printer", required=True, help="address of the printer")

    def handle(self, *, printer: str, **_options: object) -> None:
        """Ask for the paper, print, and say what the printer told of it."""
        try:
            paper = paper_state(printer)
            print_slip(_sample(read_address(printer).columns), address=printer)
        except PrinterTrouble as problem:
            raise CommandError(REASONS[problem.reason]) from problem
        self.stdout.write(f"Printed. Paper: {paper}.")


def _sample(columns: int) -> Slip:
    """Return a slip that shows the full width of a line, the large number and the code."""
    return Slip(
        office=settings.SERVICE_NAME,
        number=NUMBER,
        title=_("Uji cetak"),
        sentences=(
            _("Bukan nomor antrean. Deret angka berikut harus muat dalam satu baris."),
            ("1234567890" * columns)[:columns],
        ),
        code=CODE,
        free=_("Mengantre gratis"),
    )
