"""Reads a page as a browser without scripts does: its heading, its words, and its forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = Mapping[str, str | None]
CHOICES = frozenset({"radio", "checkbox"})
NOT_SENT = frozenset({"submit", "button", "reset", "image", "file"})
UNSEEN = frozenset({"script", "style", "title"})


@dataclass(slots=True)
class Field:
    """One thing a form sends; of a choice, one of its values and whether it is chosen."""

    name: str
    value: str
    kind: str
    chosen: bool = True


@dataclass(slots=True)
class Form:
    """A form as it stands on the page, with everything that is filled in already."""

    method: str
    action: str  # empty = the address of the page
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def names(self) -> set[str]:
        """Return the names of everything that can be filled in."""
        return {each.name for each in self.fields}

    def body(self, answers: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
        """Return what is sent when these answers replace what stands there.

        Raises `KeyError` for a name or a choice that the form does not offer.
        """
        sent: dict[str, list[str]] = {}
        for each in self.fields:
            if each.chosen and each.name not in answers:
                sent.setdefault(each.name, []).append(each.value)
        for name, given in answers.items():
            values = [given] if isinstance(given, str) else list(given)
            self._check(name, values)
            sent[name] = values
        return sent

    def _check(self, name: str, values: Sequence[str]) -> None:
        offered = [each for each in self.fields if each.name == name]
        buttons = [button for button in self.buttons if button[0] == name]
        choices = {each.value for each in offered if each.kind in CHOICES}
        choices |= {value for _, value in buttons}
        if not offered and not buttons:
            raise KeyError(name)
        if choices and not choices.issuperset(values):
            raise KeyError(f"{name}={','.join(values)}")


@dataclass(slots=True)
class Page:
    """A page after its last redirect."""

    status: int
    address: str
    heading: str
    text: str
    mistakes: list[str]
    forms: list[Form]
    links: list[str]

    def says(self, words: str) -> bool:
        """Say whether the words stand on the page."""
        return words in self.text


def read_page(html: str, *, status: int, address: str) -> Page:
    """Return what a reader and their browser find in this HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(
        status=status,
        address=address,
        heading=_tidy(reader.heading),
        text=_tidy(reader.words),
        mistakes=[_tidy(said) for said in reader.mistakes],
        forms=reader.forms,
        links=reader.links,
    )


def _tidy(pieces: Sequence[str]) -> str:
    return " ".join("".join(pieces).split())


class _Reader(HTMLParser):
    """Walks through the tags once and keeps what matters."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.heading: list[str] = []
        self.mistakes: list[list[str]] = []
        self._open: list[str] = []
        self._in_form = False
        self._select = self._textarea = ""
        self._mistake_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.words.append(" ")
        if tag in UNSEEN or tag == "h1":
            self._open.append(tag)
        if tag == "a" and said.get("href"):
            self.links.append(said["href"] or "")
        if tag == "div":
            self._open_division(said)
        if tag == "form":
            method = (said.get("method") or "get").lower()
            self.forms.append(Form(method, said.get("action") or ""))
            self._in_form = True
        if self._in_form:
            self._read_field(tag, said)

    def handle_endtag(self, tag: str) -> None:
        self.words.append(" ")
        if tag in self._open:
            self._open.remove(tag)
        if tag == "form":
            self._in_form = False
        if tag == "div" and self._mistake_depth:
            self._mistake_depth -= 1
        self._textarea = "" if tag == "textarea" else self._textarea

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.forms[-1].fields[-1].value += data
        if UNSEEN.intersection(self._open):
            return
        self.words.append(data)
        if "h1" in self._open:
            self.heading.append(data)
        if self._mistake_depth:
            self.mistakes[-1].append(data)

    def _open_division(self, said: Attributes) -> None:
        if self._mistake_depth:
            self._mistake_depth += 1
        elif "field-error" in (said.get("class") or "").split():
            self._mistake_depth = 1
            self.mistakes.append([])

    def _read_field(self, tag: str, said: Attributes) -> None:
        form, name, value = self.forms[-1], said.get("name") or "", said.get("value") or ""
        if tag == "button" and "form" not in said:
            form.buttons.append((name, value))
        elif tag == "textarea" and name:
            self._textarea = name
            form.fields.append(Field(name, "", "text"))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.fields.append(Field(self._select, value, "radio", "selected" in said))
        elif tag == "input" and name and "disabled" not in said:
            kind = (said.get("type") or "text").lower()
            if kind in CHOICES:
                form.fields.append(Field(name, value or "on", kind, "checked" in said))
            elif kind not in NOT_SENT:
                form.fields.append(Field(name, value, kind))
