"""A browser without scripts: it keeps cookies, follows redirects, fills in forms and sends them."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx2

from antrean.ops.tour.failure import StepFailed
from antrean.ops.tour.page import Form, Page, read_page

PATIENCE_SECONDS = 30
Answers = Mapping[str, str | Sequence[str]]


class Browser:
    """One person's browser. `page` is what they look at; `opened` counts their requests."""

    def __init__(self, address: str, *, language: str = "id") -> None:
        self.client = httpx2.Client(
            base_url=address,
            follow_redirects=True,
            timeout=PATIENCE_SECONDS,
            headers={"Accept-Language": language, "Accept": "text/html"},
        )
        self.page = Page(0, address, "", "", [], [], [])
        self.opened = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.client.close()

    def open(self, address: str, *, status: int = 200) -> Page:
        """Open an address and return the page. Raises `StepFailed` for any other status."""
        return self._keep(self.client.get(address), status=status)

    def send(self, answers: Answers | None = None, *, action: str = "", status: int = 200) -> Page:
        """Fill in and send a form of the page, return the page that comes.

        The form is the first that can take all answers and whose address ends with `action`;
        with nothing to answer and no `action`, one that sends to the page's own address. Raises
        `StepFailed` where there is none, or for any other status.
        """
        answers = answers or {}
        form = self._form(answers, action=action)
        address = urljoin(self.page.address, form.action) if form.action else self.page.address
        body = form.body(answers)
        if form.method == "get":
            answer = self.client.get(address.split("?")[0], params=body)
        else:
            answer = self.client.post(address, data=body)
        return self._keep(answer, status=status)

    def follow(self, ending: str) -> Page:
        """Follow the first link of the page whose address ends like this."""
        for link in self.page.links:
            if urlsplit(link).path.endswith(ending):
                return self.open(urljoin(self.page.address, link))
        raise self.failed(expected=f"a link to {ending}")

    def must(self, holds: object, expected: str) -> None:
        """Raise `StepFailed` unless what was expected of this page holds."""
        if not holds:
            raise self.failed(expected=expected)

    def failed(self, *, expected: str) -> StepFailed:
        """Return the failure that this page is."""
        page = self.page
        said = "; ".join(page.mistakes) or page.heading or page.text[:200] or "an empty page"
        return StepFailed(expected=expected, came=f"{page.status}: {said}", address=page.address)

    def _form(self, answers: Answers, *, action: str) -> Form:
        for form in self.page.forms:
            if not form.action.endswith(action) or (not (answers or action) and form.action):
                continue
            try:
                form.body(answers)
            except KeyError:
                continue
            return form
        asked = ", ".join(sorted(answers)) or "a button"
        raise self.failed(expected=f"a form {action} with {asked}")

    def _keep(self, answer: httpx2.Response, *, status: int) -> Page:
        self.opened += 1 + len(answer.history)
        self.page = read_page(answer.text, status=answer.status_code, address=str(answer.url))
        if answer.status_code != status:
            raise self.failed(expected=f"status {status}")
        return self.page
