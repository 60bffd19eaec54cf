"""The English catalogue: read, checked and made ready for use without the gettext programs.

Indonesian words stand in templates and code themselves; every one of them needs its English twin.
Run as a module this one brings the catalogue up to date and leaves empty what a person must say.
"""

import ast
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "ui" / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
# What Django and allauth say; a sentence reworded there may be reworded in English too.
BORROWED = LOCALE / "id" / "LC_MESSAGES" / "django.po"

# Which arguments of each call hold the context, the message and its plural.
Shape = tuple[int | None, int, int | None]
SHAPES: dict[str, Shape] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


class Message(NamedTuple):
    """One thing said to people, as the catalogue knows it."""

    context: str | None
    singular: str
    plural: str | None = None


def compile_catalogues() -> None:
    """Write the machine-readable twin of each catalogue that is older than its source."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            draft = target.with_suffix(f".{os.getpid()}")
            polib.pofile(str(source)).save_as_mofile(str(draft))
            draft.replace(target)


def collect(*, package: Path = PACKAGE) -> set[Message]:
    """Return every message in the templates and modules below `package`."""
    found: set[Message] = set()
    for path in package.rglob("*.py"):
        found.update(in_python(path.read_text(encoding="utf-8")))
    for path in (*package.rglob("templates/**/*.html"), *package.rglob("templates/**/*.txt")):
        found.update(in_template(path.read_text(encoding="utf-8")))
    return found


def in_python(source: str) -> Iterator[Message]:
    """Yield the messages of a module; messages put together at run time cannot be seen."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            shape = SHAPES.get(_called(node.func).removesuffix("_lazy"))
            words = [word.value if isinstance(word, ast.Constant) else None for word in node.args]
            if shape and (message := _message(shape, words)):
                yield message


def in_template(source: str) -> Iterator[Message]:
    """Yield the messages of a template, as Django itself would read them."""
    for name, words in CALL.findall(templatize(source)):
        if message := _message(SHAPES[name], list(ast.literal_eval(f"({words},)"))):
            yield message


def complaints(*, catalogue: Path = ENGLISH, package: Path = PACKAGE) -> list[str]:
    """Return what is wrong with the English catalogue, a sentence each; empty when all is well."""
    book = polib.pofile(str(catalogue))
    entries = {_key(entry): entry for entry in book}
    needed = {(message.context, message.singular) for message in collect(package=package)}
    said = [f"no English for: {words!r}" for _, words in sorted(needed - set(entries), key=str)]
    times = Counter(_key(entry) for entry in book)
    said += [f"translated twice: {words!r}" for (_, words), often in times.items() if often > 1]
    borrowed = {_key(entry) for entry in polib.pofile(str(BORROWED))}
    for key, entry in entries.items():
        if key not in needed | borrowed or entry.obsolete:
            said.append(f"nobody says any more: {entry.msgid!r}")
        elif not entry.translated() or entry.fuzzy:
            said.append(f"not (surely) translated: {entry.msgid!r}")
        elif not _same_placeholders(entry):
            said.append(f"other placeholders than the original: {entry.msgid!r}")
    return said


def bring_up_to_date(*, catalogue: Path = ENGLISH, package: Path = PACKAGE) -> None:
    """Add what is missing, without a translation, and drop what nobody says any more."""
    book = polib.pofile(str(catalogue), wrapwidth=0)
    needed = {(message.context, message.singular): message for message in collect(package=package)}
    spoken = needed.keys() | {_key(entry) for entry in polib.pofile(str(BORROWED))}
    kept = [entry for entry in book if _key(entry) in spoken and not entry.obsolete]
    known = {_key(entry) for entry in kept}
    book[:] = kept + [
        _entry(message) for key, message in sorted(needed.items(), key=str) if key not in known
    ]
    catalogue.write_text(f"{book}\n", encoding="utf-8")


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _message(shape: Shape, words: Sequence[object]) -> Message | None:
    parts = [words[at] if at is not None and at < len(words) else None for at in shape]
    context, singular, plural = (part if isinstance(part, str) else None for part in parts)
    return Message(context, singular, plural) if singular else None


def _key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def _entry(message: Message) -> polib.POEntry:
    plural = {"msgid_plural": message.plural, "msgstr_plural": {0: "", 1: ""}}
    return polib.POEntry(
        msgctxt=message.context, msgid=message.singular, **(plural if message.plural else {})
    )


def _same_placeholders(entry: polib.POEntry) -> bool:
    wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    return all(
        set(PLACEHOLDER.findall(said)) <= wanted
        for said in (entry.msgstr, *entry.msgstr_plural.values())
    )


if __name__ == "__main__":
    bring_up_to_date()
    print("\n".join(complaints()) or "The English catalogue is complete.")
