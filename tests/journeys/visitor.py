"""One person at one browser: goes, fills in, presses, and looks closely at every page."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import translation
from playwright.sync_api import Page

from antrean.records.models import Account
from tests.journeys.pictures import keep_small

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"]}
NARROW, NORMAL = 320, 360
SCREENS = settings.ROOT / "docs" / "screens"
TAKES_PICTURES = os.environ.get("ANTREAN_SCREENS", "")
"""Empty for none, "1" for the screens the documentation shows, or a folder for every page seen."""
SHOWN = frozenset(
    "start how-it-works offices-found office-page login identity purpose times check ticket "
    "ticket-moved refused me mail inbox office helped-ticket today today-called waiting "
    "kiosk-start kiosk-number hall-one-call door-received console overview".split()
)


class Visitor:
    """Walks through pages and gathers every complaint about them, for one look at the end.

    `twin` is a page with scripts on; it shows what a page without scripts was sent, for axe.
    """

    def __init__(self, page: Page, *, address: str, twin: Page | None = None, language: str = "id"):
        self.page, self.address, self.twin, self.language = page, address, twin, language
        self.complaints: list[str] = []
        self.seen: list[str] = []
        for each in filter(None, (page, twin)):
            each.on("console", self._hears)
            each.on("pageerror", lambda error: self._complains(f"script failed: {error}"))
        page.on("response", self._receives)
        self._keeps(settings.LANGUAGE_COOKIE_NAME, language)

    def signs_in(self, account: Account) -> None:
        """Come with a login that is valid already."""
        client = Client()
        client.force_login(account)
        login = client.cookies[settings.SESSION_COOKIE_NAME].value
        self._keeps(settings.SESSION_COOKIE_NAME, login)

    def _keeps(self, name: str, value: str) -> None:
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.address}])

    def goes(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def presses(self, words: str, *, within: str = "main", role: str = "button") -> None:
        """Press a button or follow a link, and wait for the page it leads to."""
        name = self.reads(words)
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role(role, name=name, exact=True).first.click()

    def follows(self, words: str, *, within: str = "main") -> None:
        self.presses(words, within=within, role="link")

    def opens(self, words: str) -> None:
        """Open what is folded."""
        self.page.locator("summary", has_text=self.reads(words)).first.click()

    def fills(self, **texts: object) -> None:
        """Type into fields, each by its name in the form."""
        for name, text in texts.items():
            self.page.locator(f"main [name='{name}']").fill(str(text))

    def chooses(self, words: str) -> None:
        """Tick a radio button, a checkbox or a tile that can be seen, by its label."""
        self.page.locator("main").get_by_label(self.reads(words)).and_(
            self.page.locator(":visible")
        ).first.check()

    def reads(self, words: str) -> str:
        """Return words of the pages in the visitor's own language."""
        with translation.override(self.language):
            return translation.gettext(words)

    def text(self) -> str:
        """Return the words of the page's main part."""
        return self.page.locator("main").inner_text()

    def path(self) -> str:
        """Return the address of the page without its host."""
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def looks(self, picture: str = "") -> None:
        """Look closely: axe, no sideways scrolling; take the picture of a page with a name."""
        self.seen.append(picture or self.path())
        shown = self._shown()
        for violation in violations(shown):
            self._complains(violation)
        if shown.viewport_size["width"] <= NORMAL:
            self._measures(shown)
        if TAKES_PICTURES and (TAKES_PICTURES != "1" or picture in SHOWN):
            self.takes(picture)

    def takes(self, picture: str) -> None:
        """Write the picture of the whole page beside the documentation."""
        width = self.page.viewport_size["width"]
        folder = SCREENS if TAKES_PICTURES == "1" else Path(TAKES_PICTURES)
        path = folder / f"{picture}-{width}-{self.language}.png"
        keep_small(self.page.screenshot(full_page=True, animations="disabled"), path=path)

    def _measures(self, shown: Page) -> None:
        for width in (NARROW, NORMAL):
            shown.set_viewport_size({"width": width, "height": 760})
            if (wide := shown.evaluate("document.documentElement.scrollWidth")) > width:
                self._complains(f"{wide} pixels wide on a screen of {width}")

    def _shown(self) -> Page:
        """Return the page itself, or its twin with scripts where it has none."""
        if self.twin is None:
            return self.page
        sent = self.page.content()
        self.twin.route(self.page.url, lambda route: route.fulfill(body=sent, content_type=HTML))
        self.twin.goto(self.page.url)
        self.twin.unroute(self.page.url)
        return self.twin

    def _hears(self, message: object) -> None:
        if "Content Security Policy" in message.text:
            self._complains(message.text)

    def _receives(self, response: object) -> None:
        if response.status == 404 or response.status >= 500:
            self._complains(f"{response.status} for {response.url}")

    def _complains(self, about: str) -> None:
        self.complaints.append(f"{self.path()}: {about}")


HTML = "text/html; charset=utf-8"


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page, a line each."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{rule['id']} at {node['target']}: {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"]
    ]
