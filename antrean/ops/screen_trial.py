"""How soon a call is seen: a key at a counter, a real browser as the screen, a real line."""

import math
import os
import secrets
import socket
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Page, sync_playwright

from antrean.actions.assign_duty import assign_duty
from antrean.actions.create_account import create_account
from antrean.actions.hall.add_counter import add_counter
from antrean.actions.hall.open_counter import open_counter
from antrean.actions.hall.walk_in import Wanted, walk_in
from antrean.actions.load_reference import load_reference
from antrean.domain.ticket import queue_number
from antrean.ops import chromium, processes
from antrean.ops.demo import is_taken
from antrean.ops.line import Line
from antrean.ops.tour.browser import Browser
from antrean.ops.tour.players import PASSWORD
from antrean.ops.tour.stage import SECRETS, START_SECONDS_MAX, leave_the_database
from antrean.records import clock
from antrean.records.models import Office

OFFICE, OFFICER = "kanim-tanjungpinang", "petugas.layar"
CALLS_IN_THE_CUT = 3
PATIENCE_MS = 60_000
GLASS = {"width": 1920, "height": 1080}
SHOWS = """number => document.querySelector(".hall-number").textContent === number
  && !document.querySelector(".hall-offline").offsetParent"""


@dataclass(frozen=True, slots=True)
class Trial:
    """What was measured: milliseconds from key to screen, seconds from mending to being right."""

    milliseconds: Sequence[float]
    right_again_seconds: float
    cut_seconds: float

    def percentile(self, share: float) -> float:
        """Return the value that so many hundredths of the calls do not exceed."""
        ordered = sorted(self.milliseconds)
        return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]


@dataclass(slots=True)
class Counter:
    """The counter of the trial: one officer, who presses one key after the other."""

    browser: Browser
    called: int = 0

    def opens(self) -> None:
        """Sign in and look at the console."""
        self.browser.open("/akun/login/")
        self.browser.send({"login": OFFICER, "password": PASSWORD})
        self.browser.open(f"/loket/{OFFICE}/konter/1/")

    def calls(self) -> None:
        """Press the key that calls the next number."""
        self.browser.send(action="/panggilan/")

    def receives(self) -> None:
        """Note that the person has come, so that the next one may be called."""
        self.browser.send(action="/layanan/")

    def next_number(self) -> str:
        """Return the number that is called next."""
        self.called += 1
        return queue_number("K", self.called)


def furnish(*, people: int) -> None:
    """Make the tables, an office with one open counter, and so many people who wait for it."""
    call_command("migrate", verbosity=0)
    load_reference(directory=settings.ROOT / "data", now=clock.now())
    open_hall(people=people)
    leave_the_database()


def open_hall(*, people: int) -> None:
    """Open the one counter of an office, and let so many people wait for it."""
    now, office = clock.now(), Office.objects.get(code=OFFICE)
    by = create_account(
        username=OFFICER,
        email=f"{OFFICER}@contoh.example",
        password=PASSWORD,
        language="id",
        now=now,
    )
    assign_duty(account=by, role="officer", office=office, now=now)
    open_counter(add_counter(office=office, number=1, now=now), by=by, now=now)
    for _ in range(people):
        wanted = Wanted(service="collection", line="collection", key=uuid4())
        walk_in(wanted, office=office, by=by, now=clock.now())


def measure(folder: Path, *, calls: int, cut_seconds: float) -> Trial:
    """Call so many numbers, then cut the screen's line, call on, mend it, and wait.

    The counter and the screen have a server process each; they share nothing but PostgreSQL.
    """
    with _servers(folder) as (screen_port, counter_port), Line(screen_port) as line:
        counter = Counter(Browser(f"http://127.0.0.1:{counter_port}"))
        with counter.browser, ThreadPoolExecutor(max_workers=1) as hand, _screen() as page:
            counter.opens()
            page.goto(f"{line.address}/layar/{OFFICE}/", wait_until="networkidle")
            taken = [_one_call(counter, page, hand) for _ in range(calls)]
            right_again = _cut(counter, page, line, seconds=cut_seconds)
    return Trial(taken, right_again, cut_seconds)


def _one_call(counter: Counter, page: Page, hand: ThreadPoolExecutor) -> float:
    number = counter.next_number()
    pressed = time.perf_counter()
    pressing = hand.submit(counter.calls)
    page.wait_for_function(SHOWS, arg=number, timeout=PATIENCE_MS)
    seen = time.perf_counter()
    pressing.result()
    counter.receives()
    return (seen - pressed) * 1000


def _cut(counter: Counter, page: Page, line: Line, *, seconds: float) -> float:
    """Return how long after the line was mended the screen showed what was called meanwhile."""
    line.cut()
    mended_at = time.perf_counter() + seconds
    number = ""
    for _ in range(CALLS_IN_THE_CUT):
        number = counter.next_number()
        counter.calls()
        counter.receives()
    page.wait_for_timeout(max(0.0, mended_at - time.perf_counter()) * 1000)
    line.mend()
    mended = time.perf_counter()
    page.wait_for_function(SHOWS, arg=number, timeout=PATIENCE_MS)
    return time.perf_counter() - mended


@contextmanager
def _screen() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page(viewport=GLASS, locale="id-ID")  # type: ignore[arg-type]
        browser.close()


@contextmanager
def _servers(folder: Path) -> Iterator[tuple[int, int]]:
    """Run two servers, for the screen and for the counter; afterwards none is left."""
    os.environ |= {"ANTREAN_VAR": str(folder), **{name: secrets.token_hex(32) for name in SECRETS}}
    ports = [_free_port(), _free_port()]
    programs = {
        str(port): processes.granian("antrean.site.asgi:app", interface="asgi", port=port)
        for port in ports
    }
    with processes.side_by_side(programs):
        deadline = time.monotonic() + START_SECONDS_MAX
        while not all(is_taken(port) for port in ports) and time.monotonic() < deadline:
            time.sleep(0.05)
        yield ports[0], ports[1]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
