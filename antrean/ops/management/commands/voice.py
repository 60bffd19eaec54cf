"""Makes the voice of the hall screens; running it again makes only what is missing."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from antrean.domain.hall.voice import LANGUAGES
from antrean.domain.hall.voice import texts as words_of
from antrean.ops import voice


class Command(BaseCommand):
    """`bin/antrean manage voice`: exits 1 when some fragment could not be made."""

    help = "Make the voice of the hall screens (espeak-ng, ffmpeg); --texts shows what it says."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said on the command line."""
        parser.add_argument("--texts", action="store_true", help="list what is to be recorded")

    def handle(self, *, texts: bool, **_: object) -> None:
        """Make it, or list each fragment with its words for whoever records it."""
        if texts:
            self._list()
            return
        bank = voice.make(may_install=True)
        for line in voice.summary(bank):
            self.stdout.write(line)
        if bank.failed or bank.missing:
            sys.exit(1)

    def _list(self) -> None:
        for language in LANGUAGES:
            for name, text in words_of(language).items():
                self.stdout.write(f"{language}/{name}\t{text or '(two notes)'}")
