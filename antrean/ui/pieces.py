"""What the components are fed: small rows that front rooms fill with ready words.

Dates, times and money arrive here already formatted (see `antrean.domain.wording`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

Words = object
State = Literal["done", "current", "next"]
StampKind = Literal["ok", "danger", "soft"]


@dataclass(frozen=True, slots=True)
class Option:
    """The label of one choice, with a line of help and a word at the right.

    Use it as the label in a form's `choices`: `("new", Option(_("Paspor baru"), hint=_("…")))`.
    """

    label: Words
    hint: Words = ""
    aside: Words = ""

    def __str__(self) -> str:
        return str(self.label)

    def __deepcopy__(self, _memo: object) -> Self:
        """Return itself: every form copies its choices, and nothing can change this one."""
        return self


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in a summary list; `change_url` adds the link "Ubah"."""

    label: Words
    value: Words
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path, or one stage in the hall; `note` is for instance a time."""

    label: Words
    state: State = "next"
    note: Words = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Everything the ticket card shows; empty words leave their line out.

    `qr` is safe SVG made by us. `code` has eight signs and is shown 4 + 4; `spelled` is how a
    screen reader says it ("tujuh, K, empat, M …").
    """

    number: str
    rows: Sequence[Row]
    code: str = ""
    spelled: str = ""
    qr: str = ""
    stamp: Words = ""
    stamp_kind: StampKind = "ok"

    @property
    def halves(self) -> tuple[str, str]:
        return self.code[:4], self.code[4:]


@dataclass(frozen=True, slots=True)
class Office:
    """One office in a list: where, how far, what it offers, when it has room or why not."""

    name: str
    place: Words = ""
    distance: Words = ""
    zone: str = ""
    offers: Words = ""
    closed: Words = ""
    earliest: Words = ""
    url: str = ""
