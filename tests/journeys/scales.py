"""Weighs what a browser receives: every answer with its headers, page by page, on a cold cache."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page


@dataclass
class Load:
    """One page: the bytes of each answer it is made of, and of the redirects on the way to it.

    An answer from the browser's own store counts with no bytes.
    """

    path: str = ""
    answers: list[int] = field(default_factory=list)
    redirects: list[int] = field(default_factory=list)

    @property
    def weight(self) -> int:
        return sum(self.answers)


class Scales:
    """Gathers the bytes on the wire from now on; `loads` has a row for each page, in order."""

    def __init__(self, page: Page) -> None:
        self.loads: list[Load] = []
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.requestWillBeSent", self._asked)
        line.on("Network.loadingFinished", self._received)

    @property
    def weight(self) -> int:
        return sum(load.weight + sum(load.redirects) for load in self.loads)

    def table(self) -> str:
        """Return the loads in Markdown, with the sum below."""
        rows = [
            "| Page | Answers | Bytes | Bytes of redirects to it |",
            "| --- | ---: | ---: | ---: |",
        ]
        for load in self.loads:
            fetched = sum(bool(size) for size in load.answers)
            rows.append(f"| {load.path} | {fetched} | {load.weight:,} | {sum(load.redirects):,} |")
        return "\n".join([*rows, f"\nThe whole way: {self.weight:,} bytes."]) + "\n"

    def _asked(self, event: dict) -> None:
        """Begin a row with each page; a redirect on the way to it counts for it."""
        if event["type"] == "Document" and "redirectResponse" not in event:
            self.loads.append(Load())
        if "redirectResponse" in event:
            self.loads[-1].redirects.append(int(event["redirectResponse"]["encodedDataLength"]))
        if event["type"] == "Document":
            self.loads[-1].path = urlsplit(event["request"]["url"]).path

    def _received(self, event: dict) -> None:
        self.loads[-1].answers.append(int(event["encodedDataLength"]))
