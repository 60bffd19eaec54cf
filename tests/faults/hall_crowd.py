"""A whole office day over HTTP: kiosks that give numbers, counters that call, everybody at once."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import cycle
from random import Random
from threading import Event
from uuid import uuid4

import httpx2
from django.conf import settings
from django.db import connection
from django.test import Client

from antrean.actions.hall.devices import put_up
from antrean.actions.move_clock import move_clock
from antrean.records import clock
from antrean.records.models import Account, Call, Counter, Office, Visit
from antrean.ui.devices import COOKIE
from tests.factories import make_officer

TOKEN = "a" * 32
KIOSKS = 3
IDLE_SECONDS = 0.3


def browser(address: str, **cookies: str) -> httpx2.Client:
    """Return a browser with these cookies and a token for its forms."""
    return httpx2.Client(base_url=address, cookies={"csrftoken": TOKEN, **cookies}, timeout=60)


def post(client: httpx2.Client, path: str, **form: object) -> int:
    """Send a form and return the status."""
    return client.post(path, data={"csrfmiddlewaretoken": TOKEN, **form}).status_code


def kiosks(office: Office, addresses: Sequence[str], *, visitors: int) -> None:
    """Give numbers at several kiosks until so many visitors came; every fifth has priority."""
    by = make_officer(office)
    clients = [
        browser(address, **{COOKIE: _kiosk(office, nth, by=by)})
        for nth, address in zip(range(KIOSKS), cycle(addresses), strict=False)
    ]
    with ThreadPoolExecutor(KIOSKS) as pool:
        pairs = zip(range(visitors), cycle(clients), strict=False)
        for each in [pool.submit(_takes_number, client, nth) for nth, client in pairs]:
            each.result()
    connection.close()


def _kiosk(office: Office, nth: int, *, by: Account) -> str:
    _device, key = put_up(office=office, kind="kiosk", name=f"Kios {nth}", by=by, now=clock.now())
    return key


def _takes_number(client: httpx2.Client, nth: int) -> None:
    service, needs = ("collection", []) if nth % 5 else ("new", ["elderly"])
    status = post(
        client, "/kios/nomor/", service=service, needs=needs, people="1", key=str(uuid4())
    )
    assert status == 200, status


class Officer:
    """Somebody at a counter who presses keys until nobody comes any more."""

    def __init__(self, account: Account, counter: Counter, address: str) -> None:
        client = Client()
        client.force_login(account)
        login = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.counter, self.chance = counter, Random(counter.number)
        self.base = f"/loket/{counter.office.code}/konter/{counter.number}/"
        self.client = browser(address, **{settings.SESSION_COOKIE_NAME: login})

    def works(self, nobody_comes: Event) -> int:
        """Open the counter, work until the hall is empty, and return how many calls were made."""
        try:
            stages = ["documents", "photo", "payment", "collection"]
            assert self._post("", stages=stages) == 302
            calls = 0
            while not (nobody_comes.is_set() and self._nobody_waits()):
                call = self._calls()
                if call is None:
                    time.sleep(IDLE_SECONDS)
                else:
                    calls += 1
                    self._deals_with(call)
            self._finishes_the_last()
            return calls
        finally:
            connection.close()

    def _calls(self):
        current = self._current()
        self._post("panggilan/", panggilan=current.pk if current else "")
        found = self._current()
        return None if found is None or found == current else found

    def _finishes_the_last(self):
        if (last := self._current()) is not None:
            self._post(f"panggilan/{last.pk}/layanan/")
            self._post(f"panggilan/{last.pk}/akhir/")

    def _deals_with(self, call):
        luck, path = self.chance.random(), f"panggilan/{call.pk}/"
        if luck < 0.06:
            self._post(f"{path}ulangan/")
            move_clock(by=timedelta(seconds=130))
            self._post(f"{path}ulangan/")
            self._post(f"{path}ketidakhadiran/")
            return
        self._post(f"{path}layanan/")
        if luck < 0.12:
            self._post(f"{path}parkir/", alasan="other")
        elif luck < 0.18:
            self._post(f"{path}akhir/")

    def _nobody_waits(self) -> bool:
        return not Visit.objects.filter(office=self.counter.office, state="waiting").exists()

    def _current(self):
        return Call.objects.filter(counter=self.counter, ended_at__isnull=True).first()

    def _post(self, path, **form):
        return post(self.client, f"{self.base}{path}", **form)


def states(office: Office) -> dict[str, int]:
    """Return how many visitors are in each state."""
    found: dict[str, int] = {}
    for state in Visit.objects.filter(office=office).values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
