"""What to bring, in words: a line for each paper, and sentences about who comes and how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from antrean.domain.requirements import Paper, Requirements
from antrean.domain.rulebook import Wording

OR = {"id": " atau ", "en": " or "}
ONE_OF = {"id": "Salah satu: {others}, atau {last}", "en": "One of: {others}, or {last}"}
LISTED_FROM = 3
"""So many alternatives are read as a list, fewer as a sentence."""

WHEN = {"id": "bila", "en": "if"}
IF_IT_EXISTS = {"id": "bila ada", "en": "if you have it"}


@dataclass(frozen=True, slots=True)
class Checklist:
    """Papers in the order of the rules; notes are whole sentences. Both may be empty."""

    papers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def checklist(needed: Requirements, *, language: str) -> Checklist:
    """Say the requirements in one language, "id" or "en"; anything else is said in Indonesian."""
    known = "en" if language.lower().startswith("en") else "id"
    papers = tuple(_paper(paper, known) for paper in needed.papers)
    return Checklist(papers, tuple(_notes(needed, known)))


def _paper(paper: Paper, language: str) -> str:
    names = _alternatives([_label(document, language) for document in paper.documents], language)
    if paper.condition:
        return f"{names} ({WHEN[language]} {_label(paper.condition, language)})"
    return f"{names} ({IF_IT_EXISTS[language]})" if paper.optional else names


def _alternatives(names: Sequence[str], language: str) -> str:
    """Return "KTP atau surat pindah", or "Salah satu: akta kelahiran, ijazah, atau …"."""
    first, *others = names
    if len(names) < LISTED_FROM:
        return OR[language].join([first, *map(_inside, others)])
    *all_but_last, last = map(_inside, names)
    return ONE_OF[language].format(others=", ".join(all_but_last), last=last)


def _notes(needed: Requirements, language: str) -> Iterator[str]:
    kind = needed.applicant_type
    for pair in (kind.attendance, kind.interview):
        if said := pair[language == "en"]:
            yield said
    named = {document.code for paper in needed.papers for document in paper.documents}
    for note in needed.notes:
        if not note.applies_to or named & set(note.applies_to):
            yield _label(note, language)


def _label(words: Wording, language: str) -> str:
    return words.label_en if language == "en" else words.label_id


def _inside(name: str) -> str:
    """Begin a name with a small letter inside a sentence, but not an abbreviation such as KTP."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
