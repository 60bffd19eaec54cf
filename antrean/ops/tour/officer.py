"""What an officer of the tour does at the door and at counter 1 of one office."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from antrean.domain.hall.stages import STAGES
from antrean.ops.tour.browser import Browser
from antrean.ops.tour.failure import step
from antrean.ops.tour.letters import NUMBER
from antrean.ops.tour.players import PASSWORD

REASON = "Kartu asli diperiksa, orangnya sama."
Key = Literal["layanan", "akhir", "ulangan", "ketidakhadiran"]


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

    def open_counter(self) -> None:
        """Begin a shift in which everything is done at counter 1."""
        with self._doing("opens counter 1"):
            self._to_console()
            self.browser.send({"stages": list(STAGES)})
            self.browser.must(
                urlsplit(self.browser.page.address).path.endswith("/konter/1/"), "an open counter"
            )

    def call(self) -> str:
        """Call whoever is next by the rule, ending what is being served; return the number.

        Empty when nobody waits.
        """
        with self._doing("calls the next number"):
            self._to_console()
            self.browser.send(action="/konter/1/panggilan/")
            heading = NUMBER.search(self.browser.page.text)
            return heading.group() if heading and self._has_a_call() else ""

    def press(self, key: Key) -> None:
        """Press one of the keys for the number that is at the counter."""
        with self._doing(f"presses the key for {key}"):
            self._to_console()
            self.browser.send(action=f"/{key}/")

    def misses_paper(self) -> str:
        """Tick every paper but the first; return what the printed sheet says."""
        with self._doing("looks at the papers"):
            self.press("layanan")
            self._to_console()
            there = [
                each.value
                for form in self.browser.page.forms
                for each in form.fields
                if each.name == "ada"
            ]
            self.browser.send({"ada": there[1:], "hasil": "kurang"})
            return self.browser.page.text

    def close_counter(self) -> str:
        """End the shift and return what it came to."""
        with self._doing("closes counter 1"):
            self.browser.open(f"/loket/{self.office}/konter/1/penutupan/")
            self.browser.send()
            return self.browser.page.text

    def _has_a_call(self) -> bool:
        return any(form.action.endswith("/layanan/") for form in self.browser.page.forms)

    def _to_console(self) -> None:
        self.browser.open(f"/loket/{self.office}/konter/1/")

    def _doing(self, what: str) -> AbstractContextManager[None]:
        return step(f"The officer {self.username} {what}")
