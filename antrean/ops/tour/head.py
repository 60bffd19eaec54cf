"""What the office head of the tour does: close the hall at the end of the day."""

from dataclasses import dataclass

from antrean.ops.tour.browser import Browser
from antrean.ops.tour.failure import step
from antrean.ops.tour.players import PASSWORD


@dataclass(slots=True)
class Head:
    """The head of one office."""

    username: str
    office: str
    browser: Browser

    def close_hall(self) -> None:
        """Sign in and close the hall for today."""
        with step(f"The office head {self.username} closes the hall"):
            self.browser.open("/akun/login/")
            self.browser.send({"login": self.username, "password": PASSWORD})
            self.browser.open(f"/loket/{self.office}/balai/penutupan/")
            self.browser.send()
