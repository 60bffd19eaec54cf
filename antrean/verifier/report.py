"""The report: says each thing once, in the language asked for, and counts what is wrong."""

from __future__ import annotations

from antrean.verifier.words import MARKS, NOTE, OPEN, TEXTS, TRUE, WRONG


class Report:
    """What was checked so far; `wrong` names the claims that do not hold."""

    def __init__(self, *, english: bool) -> None:
        self.language = 1 if english else 0
        self.checked = 0
        self.wrong: list[str] = []

    def check(self, holds: bool, claim: str, **values: object) -> bool:
        """Say whether this claim holds, and return it."""
        self.checked += 1
        if not holds:
            self.wrong.append(claim)
        self._say(TRUE if holds else WRONG, claim, values)
        return holds

    def cannot(self, what: str, **values: object) -> None:
        """Say what could not be checked."""
        self._say(OPEN, what, values)

    def note(self, what: str, **values: object) -> None:
        """Say what is to be known."""
        self._say(NOTE, what, values)

    def verdict(self) -> int:
        """Say how it ended, and return what the program exits with."""
        said = "some-wrong" if self.wrong else "all-true"
        print(self.text(said, wrong=len(self.wrong), checked=self.checked))
        return 1 if self.wrong else 0

    def text(self, name: str, **values: object) -> str:
        """Return a sentence."""
        return TEXTS[name][self.language].format(**values)

    def _say(self, mark: str, name: str, values: dict[str, object]) -> None:
        print(MARKS[mark][self.language] + self.text(name, **values), flush=True)
