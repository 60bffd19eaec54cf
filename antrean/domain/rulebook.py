"""The dated rows that requirements are worked out from, and the case they are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from antrean.domain.office_facts import Dated

PURPOSES = ("new", "replacement", "lost", "damaged", "data_change")
CRITERIA = (
    "minor",
    "purpose",
    "disaster",
    "dual_national",
    "travels_with_parents",
    "first_time_worker",
    "journey",
)
"""What a row may recognise people by; worked out by `requirements.traits`."""

Criteria = Mapping[str, bool | str | Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is known about an applicant. `journey` is what the passport is for, where asked.

    `facts` answers conditions such as `name_changed` by their code; what it does not mention is
    not known, and the paper is then named together with its condition.
    """

    purpose: str  # one of PURPOSES
    birth_date: date
    married: bool = False
    disaster: bool = False
    dual_national: bool = False
    travels_with_parents: bool = True
    first_time_worker: bool = False
    journey: str = ""
    facts: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An office as rules see it: its code, the office that runs it (or empty), its province."""

    office: str
    parent: str = ""
    province: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Dated):
    """A number in the rules, by code."""

    code: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportType(Dated):
    """A book that is issued; `only_for` names applicant types, empty means everybody."""

    code: str
    label_id: str
    label_en: str
    electronic: bool
    validity_years: int | None
    pages: int | None
    bookable: bool
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidityRule(Dated):
    """How long a book may be valid for those who fit; a limit in years, or up to an age."""

    code: str
    position: int
    criteria: Criteria
    years_max: int | None
    until_age: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee(Dated):
    """A price in whole Rupiah of a passport type or surcharge."""

    code: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Dated):
    """A document, a condition or a sentence about papers, in both languages."""

    code: str
    label_id: str
    label_en: str
    applies_to: tuple[str, ...] = ()  # sentences only: documents, or journeys; empty means all


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of an applicant type's list: one document, or alternatives of which one is enough."""

    documents: tuple[str, ...]
    condition: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantType(Dated):
    """A kind of applicant: how it is recognised, where it is served, what it brings."""

    code: str
    label_id: str
    label_en: str
    position: int
    criteria: Criteria
    lines: tuple[Line, ...] = ()
    extends: str = ""
    pools: tuple[str, ...] = ()
    only_at: str = ""
    attendance: tuple[str, str] = ("", "")  # Indonesian, English
    interview: tuple[str, str] = ("", "")
    surcharges: tuple[str, ...] = ()
    working_days_min: int | None = None
    working_days_max: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRule(Dated):
    """A rule of one office, or of one province; the other one is empty."""

    rule: str
    office: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Every dated row that requirements are worked out from."""

    thresholds: tuple[Threshold, ...] = ()
    passport_types: tuple[PassportType, ...] = ()
    validity_rules: tuple[ValidityRule, ...] = ()
    fees: tuple[Fee, ...] = ()
    documents: tuple[Wording, ...] = ()
    conditions: tuple[Wording, ...] = ()
    document_rules: tuple[Wording, ...] = ()
    applicant_types: tuple[ApplicantType, ...] = ()
    purpose_rules: tuple[Wording, ...] = ()
    office_rules: tuple[OfficeRule, ...] = ()
