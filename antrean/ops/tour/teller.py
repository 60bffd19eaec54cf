"""Tells the tour as it happens: a heading with the service's clock, then short sentences."""

import time
from collections.abc import Iterable
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from antrean.domain.wording import clock_in_words, instant_in_words
from antrean.ops.tour.letters import NUMBER

INDENT = 2
WEST, CENTRE, EAST = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"


class Teller:
    """Prints to one console; knows how long each chapter took."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.chapter_began = time.monotonic()
        self.tour_began = self.chapter_began

    def prepare(self, what: str) -> None:
        """Say what is being prepared, before the clock of the tour runs."""
        self.console.print(f"[dim]{escape(what)} …[/dim]")

    def begin(self) -> None:
        """Start to measure: the stage is ready."""
        self.tour_began = self.chapter_began = time.monotonic()

    def chapter(self, title: str, *, now: datetime) -> None:
        """Begin a chapter at this instant of the service's clock."""
        self.chapter_began = time.monotonic()
        when = instant_in_words(now, timezone=WEST)
        others = [clock_in_words(now, timezone=zone) for zone in (CENTRE, EAST)]
        self.console.print()
        self.console.rule(f"[bold]{when}[/bold] [dim]· {' · '.join(others)}[/dim]", align="left")
        self.console.print(f"[bold]{escape(title)}[/bold]")

    def say(self, *sentences: str) -> None:
        """Tell one thing."""
        told = NUMBER.sub(r"[bold]\g<0>[/bold]", escape(" ".join(sentences)))
        self.console.print(Padding(told, (0, 0, 0, INDENT)))

    def end_chapter(self) -> None:
        """Say how long the chapter took."""
        seconds = time.monotonic() - self.chapter_began
        self.console.print(Padding(f"[dim]{seconds:.1f} s[/dim]", (0, 0, 0, INDENT)))

    def table(self, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
        """Show figures."""
        shown = Table(*headings, box=None, pad_edge=False, padding=(0, 3, 0, INDENT))
        for row in rows:
            shown.add_row(*row)
        self.console.print(shown)

    def seconds(self) -> float:
        """Return how long the tour has taken so far, without its preparation."""
        return time.monotonic() - self.tour_began
