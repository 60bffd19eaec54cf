"""What an officer of the tour does at the counter of one office."""

from contextlib import AbstractContextManager
from dataclasses import dataclass

from antrean.ops.tour.browser import Browser
from antrean.ops.tour.failure import step
from antrean.ops.tour.players import PASSWORD

REASON = "Kartu asli diperiksa, orangnya sama."


@dataclass(slots=True)
class Officer:
    """Somebody on duty, at counter 1."""

    username: str
    office: str
    browser: Browser

    def sign_in(self) -> None:
        """Sign in and see the day of the office."""
        with self._doing("signs in"):
            self.browser.open("/akun/login/")
            self.browser.send({"login": self.username, "password": PASSWORD})
            self.browser.open(f"/loket/{self.office}/")

    def release(self, nik: str) -> None:
        """End the application that stands in the way of the person at the counter."""
        with self._doing("releases an application"):
            self.browser.open(f"/loket/{self.office}/pelepasan/")
            self.browser.send({"nik": nik, "reason": REASON, "card_seen": "on"})

    def check_in(self, ticket: str, *, status: int = 200) -> str:
        """Scan a ticket and return what the screen says of it."""
        with self._doing("scans a ticket"):
            self.browser.open(f"/loket/{self.office}/")
            self.browser.send({"code": ticket}, status=status)
            return self.browser.page.text

    def call(self) -> str:
        """Call whoever comes next to the counter and return what the console shows."""
        with self._doing("calls the next number"):
            self.browser.open(f"/loket/{self.office}/konter/1/")
            self.browser.send(action="/panggilan/")
            return self.browser.page.text

    def end(self, outcome: str) -> None:
        """End the call: "served", or "absent" where nobody came."""
        with self._doing("ends the call"):
            self.browser.send({"outcome": outcome})

    def _doing(self, what: str) -> AbstractContextManager[None]:
        return step(f"The officer {self.username} {what}")
