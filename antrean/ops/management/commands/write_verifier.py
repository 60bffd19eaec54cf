"""Writes the verifier of a draw as one file for everybody."""

from django.core.management.base import BaseCommand

from antrean.ops import verifier


class Command(BaseCommand):
    """`bin/antrean manage write_verifier`: run it after a change of `antrean/verifier`."""

    help = "Write docs/verify.py, with which anybody checks a draw, from antrean/verifier."

    def handle(self, **_: object) -> None:
        """Write it, and say where it is."""
        verifier.FILE.write_text(verifier.one_file(), encoding="utf-8")
        self.stdout.write(str(verifier.FILE))
