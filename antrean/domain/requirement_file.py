"""How the file of requirements is written, section by section, and what may stand in it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

from antrean.domain.office_facts import EVIDENCE, POOLS, RULES
from antrean.domain.rows import NO_DAY, Row
from antrean.domain.rulebook import CRITERIA, PURPOSES

SCHEMA = "antrean-requirements/2"
SERVED_IN = (*POOLS, "home_visit")
CODE_MOST = 40
LABEL_MOST = 250
PASSED_OVER = (
    "country",
    "currency",
    "evidence_levels",
    "fee_transition",
    "fee_note",
    "processing",
    "services",
    "office_rule_default",
    "announced_changes",
    "unverified",
)
"""Sections for people; the import does not look into them."""

Fields = dict[str, object]


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may refer to, and what holds where they say nothing."""

    valid_from: date
    evidence: str
    default_sources: list[str]
    sources: Collection[str]
    offices: Collection[str]
    documents: Collection[str]
    conditions: Collection[str]
    types: Collection[str]
    items: Collection[str]


@dataclass(frozen=True, slots=True)
class RequirementFile:
    """The rows of each section by its name, as fields; the lines of each applicant type apart."""

    sections: dict[str, list[Fields]] = field(default_factory=dict)
    lines: dict[tuple[str, date], list[Fields]] = field(default_factory=dict)


def read_requirements(top: Row, *, offices: Collection[str]) -> RequirementFile:
    """Read every section; whatever is wrong is noted by the rows. `offices` are the known codes."""
    top.one_of("schema", [SCHEMA])
    top.day("compiled")
    known = _known(top, offices=offices)
    book = RequirementFile()
    for name, (key, read) in SECTIONS.items():
        rows = top.rows(name)
        book.sections[name] = [read(row, known) for row in rows]
        if name == "applicant_types":
            _read_lines(book, rows, known)
        _number(name, book.sections[name])
        _check_once(rows, book.sections[name], key=key)
        for row in rows:
            row.nothing_else()
    _check_circles(top, book)
    for name in PASSED_OVER:
        top.content(name)
    top.nothing_else()
    return book


def _known(top: Row, *, offices: Collection[str]) -> Known:
    defaults = top.row("defaults")
    sources = top.row("sources").columns()
    return Known(
        valid_from=defaults.day("valid_from"),
        evidence=defaults.one_of("evidence", EVIDENCE),
        default_sources=defaults.names("sources", known=sources),
        sources=sources,
        offices=offices,
        documents=_codes(top, "documents"),
        conditions=_codes(top, "conditions"),
        types=_codes(top, "applicant_types"),
        items=_codes(top, "fees", "item"),
    )


def _codes(top: Row, section: str, name: str = "id") -> set[str]:
    contents = (cell.content for cell in top.cells_in(section, name))
    return {content for content in contents if isinstance(content, str)}


def _dated(row: Row, known: Known) -> Fields:
    valid_from = row.day("valid_from", default=known.valid_from)
    valid_to = row.day_or_none("valid_to")
    if valid_to is not None and NO_DAY < valid_to < valid_from:
        row.wrong("valid_to", f"{valid_to} is before the first day, {valid_from}")
    return {
        "valid_from": valid_from,
        "valid_to": valid_to,
        "evidence": row.one_of("evidence", EVIDENCE, default=known.evidence),
        "sources": row.names("sources", known=known.sources) or list(known.default_sources),
        "note": row.text("note", most=500, default=""),
    }


def _coded(row: Row, known: Known) -> Fields:
    return {"code": row.text("id", most=CODE_MOST), **_dated(row, known)}


def _labelled(row: Row, known: Known) -> Fields:
    return {
        **_coded(row, known),
        "label_id": row.text("label_id", most=LABEL_MOST),
        "label_en": row.text("label_en", most=LABEL_MOST),
    }


def _threshold(row: Row, known: Known) -> Fields:
    return {
        **_coded(row, known),
        "value": row.number("value", least=0, most=1000),
        "unit": row.one_of("unit", ["years", "months", "days"]),
    }


def _passport_type(row: Row, known: Known) -> Fields:
    return {
        **_labelled(row, known),
        "electronic": row.flag("electronic"),
        "validity_years": row.number_or_none("validity_years", least=1, most=20),
        "pages": row.number_or_none("pages", least=1, most=200),
        "bookable": row.flag("bookable"),
        "only_for": row.names("only_for", known=known.types),
    }


def _validity_rule(row: Row, known: Known) -> Fields:
    years_max = row.number_or_none("years_max", least=1, most=20)
    until_age = row.number_or_none("until_age", least=1, most=120)
    if years_max is None and until_age is None:
        row.wrong("until_age", "is missing, and so is years_max")
    return {
        **_coded(row, known),
        "criteria": _criteria(row),
        "years_max": years_max,
        "until_age": until_age,
    }


def _fee(row: Row, known: Known) -> Fields:
    return {
        "item": row.text("item", most=CODE_MOST),
        "amount": row.number("amount", least=0, most=100_000_000),
        **_dated(row, known),
    }


def _document_rule(row: Row, known: Known) -> Fields:
    return {
        **_labelled(row, known),
        "applies_to": row.names("applies_to", known=known.documents),
    }


def _purpose_rule(row: Row, known: Known) -> Fields:
    return {**_labelled(row, known), "journeys": row.names("journeys")}


def _office_rule(row: Row, known: Known) -> Fields:
    office = row.one_of("office", known.offices, default="")
    province = row.text("province", most=CODE_MOST, default="")
    if (office == "") == (province == ""):
        row.wrong("office", "name either an office or a province")
    return {
        **_dated(row, known),
        "rule": row.one_of("rule", RULES),
        "office": office,
        "province": province,
    }


def _applicant_type(row: Row, known: Known) -> Fields:
    return {
        **_labelled(row, known),
        "criteria": _criteria(row),
        "applies_when": row.text("applies_when", most=250),
        "extends": row.one_of("extends", known.types, default=""),
        "pools": row.names("pools", known=SERVED_IN),
        "only_at": row.one_of("only_at", ["issuing_office"], default=""),
        "attendance_id": row.text("attendance_id", most=250, default=""),
        "attendance_en": row.text("attendance_en", most=250, default=""),
        "interview_id": row.text("interview_id", most=250, default=""),
        "interview_en": row.text("interview_en", most=250, default=""),
        "surcharges": row.names("surcharges", known=known.items),
        "working_days_min": row.number_or_none("working_days_min", least=0, most=100),
        "working_days_max": row.number("working_days_max", least=0, most=100),
    }


def _criteria(row: Row) -> Fields:
    wanted = row.row("criteria")
    found: Fields = {}
    for name in wanted.columns():
        if name not in CRITERIA:
            wanted.wrong(name, "no criterion of that name")
        elif name == "purpose":
            found[name] = wanted.names(name, known=PURPOSES)
        elif name == "journey":
            found[name] = wanted.names(name)
        else:
            found[name] = wanted.flag(name)
    return found


def _read_lines(book: RequirementFile, rows: list[Row], known: Known) -> None:
    for row, fields in zip(rows, book.sections["applicant_types"], strict=True):
        day = fields["valid_from"]
        if isinstance(day, date):
            book.lines[str(fields["code"]), day] = _lines(row, known)


def _lines(row: Row, known: Known) -> list[Fields]:
    lines: list[Fields] = []
    for group, entry in enumerate(row.rows("documents")):
        condition = entry.one_of("when", known.conditions, default="")
        optional = entry.flag("optional", default=False)
        one = entry.one_of("doc", known.documents, default="")
        codes = entry.names("one_of", known=known.documents)
        if bool(one) == bool(codes):
            entry.wrong("doc", "name either a known doc or one_of several")
        for code in [one] if one else codes:
            lines.append(
                {
                    "position": len(lines),
                    "group": group,
                    "document": code,
                    "condition": condition,
                    "optional": optional,
                }
            )
        entry.nothing_else()
    return lines


def _number(name: str, rows: list[Fields]) -> None:
    """Number the rows of sections in which the last one that fits counts."""
    if name in ("validity_rules", "applicant_types"):
        for position, fields in enumerate(rows):
            fields["position"] = position


def _check_once(rows: list[Row], fields: list[Fields], *, key: tuple[str, ...]) -> None:
    first: dict[tuple[object, ...], int] = {}
    for row, each in zip(rows, fields, strict=True):
        line = first.setdefault(tuple(each[name] for name in key), row.line)
        if line != row.line:
            row.wrong("valid_from", f"line {line} holds the same with the same first day")


def _check_circles(top: Row, book: RequirementFile) -> None:
    extends = {str(each["code"]): str(each["extends"]) for each in book.sections["applicant_types"]}
    for code in extends:
        following, steps = extends[code], 0
        while following and following != code and steps <= len(extends):
            following, steps = extends.get(following, ""), steps + 1
        if following == code:
            top.wrong("applicant_types", f"{code} extends itself in a circle")


SECTIONS: dict[str, tuple[tuple[str, ...], Callable[[Row, Known], Fields]]] = {
    "thresholds": (("code", "valid_from"), _threshold),
    "passport_types": (("code", "valid_from"), _passport_type),
    "validity_rules": (("code", "valid_from"), _validity_rule),
    "fees": (("item", "valid_from"), _fee),
    "documents": (("code", "valid_from"), _labelled),
    "conditions": (("code", "valid_from"), _labelled),
    "document_rules": (("code", "valid_from"), _document_rule),
    "applicant_types": (("code", "valid_from"), _applicant_type),
    "purpose_rules": (("code", "valid_from"), _purpose_rule),
    "office_rules": (("office", "province", "valid_from"), _office_rule),
}
"""Every section that is taken over: what makes a row one, and how it is read."""
