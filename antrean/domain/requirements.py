"""Which papers, passports and prices apply to a person, at an office, on a date.

The rule by which dated rows are chosen: rows that hold on the day; a row of the office beats one of
the office that runs it, that one beats one of the province; among equals the one that began last
wins; without a row the default applies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from antrean.domain.identity import age_on
from antrean.domain.office_facts import HasDates, holds_on, latest
from antrean.domain.rulebook import (
    ApplicantType,
    Case,
    Criteria,
    Fee,
    Line,
    OfficeRule,
    PassportType,
    Place,
    Rulebook,
    Wording,
)

ELECTRONIC_ONLY = "electronic_only"
SAME_DAY_SURCHARGE = "same_day_surcharge"


class NoApplicantTypeFits(Exception):
    """No row describes such an applicant on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One thing to bring: the first document, or any one of several.

    `condition` is set while it is not known whether the paper is needed. An optional paper is
    brought if it exists.
    """

    documents: tuple[Wording, ...]
    condition: Wording | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A passport that can be had there and then, and its price where one is known."""

    passport_type: PassportType
    fee: Fee | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """The answer: who the applicant is in the rules, what to bring, what can be had, what it costs.

    `years_max` is the longest validity in whole years; 0 means that the application has to wait.
    `notes` are sentences about the papers and the journey.
    """

    applicant_type: ApplicantType
    papers: tuple[Paper, ...]
    offers: tuple[Offer, ...]
    electronic_only: bool
    surcharges: tuple[Fee, ...]
    same_day: Fee | None
    years_max: int | None
    notes: tuple[Wording, ...]


class HasCode(HasDates, Protocol):
    """A dated row that has a code."""

    @property
    def code(self) -> str: ...


Coded = TypeVar("Coded", bound=HasCode)


def in_force(rows: Iterable[Coded], *, day: date) -> dict[str, Coded]:
    """Return by code the rows that hold on that day, of several with one code the latest."""
    found: dict[str, Coded] = {}
    for row in rows:
        if holds_on(row, day):
            other = found.get(row.code)
            found[row.code] = row if other is None or row.valid_from > other.valid_from else other
    return found


def requirements(rulebook: Rulebook, *, case: Case, place: Place, day: date) -> Requirements:
    """Work out what applies to this person at this office on that day.

    Raises `NoApplicantTypeFits` where no row describes the case.
    Source: Permenkumham 8/2014 and 18/2022 as read in `data/requirements.yaml`.
    """
    known = traits(case, rulebook=rulebook, day=day)
    types = in_force(rulebook.applicant_types, day=day)
    applicant_type = _fitting(types.values(), known)
    fees = in_force(rulebook.fees, day=day)
    years = years_max(rulebook, case=case, day=day)
    electronic = rule_at(rulebook.office_rules, place=place, day=day) == ELECTRONIC_ONLY
    return Requirements(
        applicant_type=applicant_type,
        papers=_papers(applicant_type, types=types, rulebook=rulebook, case=case, day=day),
        offers=_offers(rulebook, applicant_type, years, electronic_only=electronic, day=day),
        electronic_only=electronic,
        surcharges=tuple(fees[code] for code in applicant_type.surcharges if code in fees),
        same_day=fees.get(SAME_DAY_SURCHARGE) if "same_day" in applicant_type.pools else None,
        years_max=years,
        notes=_notes(rulebook, case=case, day=day),
    )


def traits(case: Case, *, rulebook: Rulebook, day: date) -> dict[str, bool | str]:
    """Return what rows may recognise the applicant by on that day, one value per criterion.

    A minor is below the age of the rulebook and has never married.
    """
    grown_up = in_force(rulebook.thresholds, day=day).get("minor_below_age")
    if grown_up is None:
        raise NoApplicantTypeFits
    young = age_on(day, birth_date=case.birth_date) < grown_up.value
    return {
        "minor": young and not case.married,
        "purpose": case.purpose,
        "disaster": case.disaster,
        "dual_national": case.dual_national,
        "travels_with_parents": case.travels_with_parents,
        "first_time_worker": case.first_time_worker,
        "journey": case.journey,
    }


def rule_at(rules: Iterable[OfficeRule], *, place: Place, day: date) -> str | None:
    """Return the rule in force at an office: its own, its parent's, its province's, or None."""
    rows = list(rules)
    own = latest((row for row in rows if row.office == place.office), day=day)
    parents = latest((row for row in rows if row.office and row.office == place.parent), day=day)
    around = latest((row for row in rows if row.province == place.province), day=day)
    found = own or parents or around
    return found.rule if found else None


def years_max(rulebook: Rulebook, *, case: Case, day: date) -> int | None:
    """Return the longest validity in whole years, None where no rule is known.

    A limit by age counts whole years up to that birthday and never lengthens the general limit.
    Source: Permenkumham 18/2022 (press text of October 2022).
    """
    known = traits(case, rulebook=rulebook, day=day)
    fitting = [
        rule
        for rule in in_force(rulebook.validity_rules, day=day).values()
        if _fits(rule.criteria, known)
    ]
    limits = [rule for rule in fitting if rule.years_max is not None]
    general = max(limits, key=lambda rule: rule.position, default=None)
    years = None if general is None else general.years_max
    for rule in fitting:
        if rule.until_age is not None:
            left = _whole_years_until(rule.until_age, birth_date=case.birth_date, day=day)
            years = left if years is None else min(years, left)
    return years


def _whole_years_until(age: int, *, birth_date: date, day: date) -> int:
    birthday_is_today = (birth_date.month, birth_date.day) == (day.month, day.day)
    begun = 0 if birthday_is_today else 1
    return max(0, age - age_on(day, birth_date=birth_date) - begun)


def _fits(criteria: Criteria, known: Mapping[str, bool | str]) -> bool:
    return all(
        known[name] in wanted if isinstance(wanted, tuple | list) else known[name] == wanted
        for name, wanted in criteria.items()
    )


def _fitting(types: Iterable[ApplicantType], known: Mapping[str, bool | str]) -> ApplicantType:
    """Types stand from the general to the special, so the last one that fits is the one."""
    fitting = [each for each in types if _fits(each.criteria, known)]
    if not fitting:
        raise NoApplicantTypeFits
    return max(fitting, key=lambda each: each.position)


def _papers(
    applicant_type: ApplicantType,
    *,
    types: Mapping[str, ApplicantType],
    rulebook: Rulebook,
    case: Case,
    day: date,
) -> tuple[Paper, ...]:
    documents = in_force(rulebook.documents, day=day)
    conditions = in_force(rulebook.conditions, day=day)
    facts = {**case.facts, "had_passport": case.purpose != "new"}
    return tuple(
        Paper(
            documents=tuple(documents[code] for code in line.documents if code in documents),
            condition=None if facts.get(line.condition) else conditions.get(line.condition),
            optional=line.optional,
        )
        for line in lines_of(applicant_type, types=types)
        if facts.get(line.condition, True)
    )


def lines_of(
    applicant_type: ApplicantType, *, types: Mapping[str, ApplicantType]
) -> tuple[Line, ...]:
    """Return the lines of the types it extends, the most general first, and then its own."""
    chain = [applicant_type]
    while chain[-1].extends in types and len(chain) <= len(types):
        chain.append(types[chain[-1].extends])
    return tuple(line for each in reversed(chain) for line in each.lines)


def _offers(
    rulebook: Rulebook,
    applicant_type: ApplicantType,
    years: int | None,
    *,
    electronic_only: bool,
    day: date,
) -> tuple[Offer, ...]:
    """Offer books that last no longer than allowed; the shortest may be given for fewer years."""
    if years == 0:
        return ()
    fees = in_force(rulebook.fees, day=day)
    books = [
        book
        for book in in_force(rulebook.passport_types, day=day).values()
        if book.bookable
        and (book.electronic or not electronic_only)
        and (not book.only_for or applicant_type.code in book.only_for)
    ]
    shortest = min((book.validity_years or 0 for book in books), default=0)
    longest = max(years or 0, shortest)
    return tuple(
        Offer(passport_type=book, fee=fees.get(book.code))
        for book in books
        if (book.validity_years or 0) <= longest
    )


def _notes(rulebook: Rulebook, *, case: Case, day: date) -> tuple[Wording, ...]:
    about_papers = in_force(rulebook.document_rules, day=day).values()
    about_journeys = in_force(rulebook.purpose_rules, day=day).values()
    fitting = (rule for rule in about_journeys if case.journey in rule.applies_to)
    return (*about_papers, *fitting)
