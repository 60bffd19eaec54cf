"""What every chapter of the tour shares: the people, the one clock, and the way to tell."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from antrean.actions.move_clock import move_clock
from antrean.domain.wording import instant_in_words
from antrean.ops.tour.applicant import Applicant
from antrean.ops.tour.browser import Browser
from antrean.ops.tour.failure import StepFailed
from antrean.ops.tour.head import Head
from antrean.ops.tour.letters import Entry, Letterbox
from antrean.ops.tour.officer import Officer
from antrean.ops.tour.players import HEAD, OFFICER, PLAYERS, TANJUNGPINANG, ZONES
from antrean.ops.tour.stage import Stage
from antrean.ops.tour.teller import Teller
from antrean.records import clock

AT_ONCE = 8
PATIENCE_SECONDS = 15
A_SECOND = timedelta(seconds=1)
Deed = Callable[[Applicant], object]


@dataclass(slots=True)
class Scene:
    """The forty by first name in the order in which they apply, and everything around them."""

    stage: Stage
    teller: Teller
    letterbox: Letterbox
    people: dict[str, Applicant]
    officer: Officer
    head: Head
    kiosk: Browser

    def together(self, deed: Deed, people: Sequence[Applicant] | None = None) -> None:
        """Let people do the same thing, several at a time; the first failure ends it."""
        everybody = list(self.people.values()) if people is None else people
        with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
            waiting = [pool.submit(deed, each) for each in everybody]
            try:
                for each in waiting:
                    each.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def named(self, names: str) -> list[Applicant]:
        """Return some of the people."""
        return [self.people[name] for name in names.split()]

    def with_a_time(self) -> list[Applicant]:
        """Return those who hold a place now."""
        return [each for each in self.people.values() if each.entry is not None]

    def on(self, day: date, *, office: str = "") -> list[Applicant]:
        """Return those whose place is on that day, by arrival; at one office or at all."""
        found = [
            (each.entry.starts, each.number, each)
            for each in self.people.values()
            if each.entry is not None
            and each.entry.starts.date() == day
            and office in ("", ZONES[each.entry.zone])
        ]
        return [each for _, _, each in sorted(found, key=lambda place: place[:2])]

    def go_to(self, instant: datetime, *, title: str) -> None:
        """Move the one clock, always forward, and begin a chapter there."""
        move_clock(by=instant - clock.now() + A_SECOND)  # it moves by whole ones
        self.begin(title)

    def begin(self, title: str) -> None:
        """Begin a chapter at whatever time it is."""
        self.teller.chapter(title, now=clock.now())

    def wait_until(self, holds: Callable[[], object], expected: str) -> None:
        """Wait for something the worker does by itself. Raises `StepFailed`."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            if time.monotonic() > deadline:
                came = f"not within {PATIENCE_SECONDS} s"
                raise StepFailed(expected=expected, came=came, address="the worker")
            time.sleep(0.1)


def must(holds: object, expected: str, came: str) -> None:
    """Raise `StepFailed` unless something holds that no single page shows."""
    if not holds:
        raise StepFailed(expected=expected, came=came, address="the tour as a whole")


def when(entry: Entry | None) -> str:
    """Return the time of a place in words, with its zone, and its number."""
    if entry is None:
        raise StepFailed(expected="a place", came="none", address="the calendar file")
    said = instant_in_words(entry.starts, timezone=entry.zone, language="en")
    return f"{said}, number {entry.number}"


@contextmanager
def scene(stage: Stage, *, teller: Teller) -> Iterator[Scene]:
    """Give everybody a browser of their own, for as long as the tour lasts."""
    letterbox = Letterbox(stage.inbox)
    with ExitStack() as open_browsers:

        def browser(language: str = "id") -> Browser:
            return open_browsers.enter_context(Browser(stage.address, language=language))

        people = {
            player.first_name: Applicant(player, browser(player.language), letterbox)
            for player in PLAYERS
        }
        officer = Officer(OFFICER, TANJUNGPINANG, browser())
        head = Head(HEAD, TANJUNGPINANG, browser())
        yield Scene(stage, teller, letterbox, people, officer, head, browser())
