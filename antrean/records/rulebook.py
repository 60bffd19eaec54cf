"""Loads the dated rows of the requirements from their tables."""

from typing import Any

from antrean.domain import rulebook as rules
from antrean.records import models
from antrean.records.kept import kept
from antrean.records.models.reference import Dated, Labelled

Fields = dict[str, Any]


def stored_rulebook() -> rules.Rulebook:
    """Return every row of the requirements: ten small tables, read afresh so that edits count."""
    return rules.Rulebook(
        thresholds=tuple(
            rules.Threshold(code=row.code, value=row.value, **_dates(row))
            for row in models.Threshold.objects.all()
        ),
        passport_types=tuple(map(_passport_type, models.PassportType.objects.order_by("id"))),
        validity_rules=tuple(map(_validity_rule, models.ValidityRule.objects.all())),
        fees=tuple(
            rules.Fee(code=row.item, amount=row.amount, **_dates(row))
            for row in models.Fee.objects.all()
        ),
        documents=tuple(rules.Wording(**_labels(row)) for row in models.Document.objects.all()),
        conditions=tuple(rules.Wording(**_labels(row)) for row in models.Condition.objects.all()),
        document_rules=tuple(
            rules.Wording(**_labels(row), applies_to=tuple(row.applies_to))
            for row in models.DocumentRule.objects.order_by("id")
        ),
        applicant_types=_applicant_types(),
        purpose_rules=tuple(
            rules.Wording(**_labels(row), applies_to=tuple(row.journeys))
            for row in models.PurposeRule.objects.order_by("id")
        ),
        office_rules=tuple(map(_office_rule, models.OfficeRule.objects.select_related("office"))),
    )


known_rulebook = kept(stored_rulebook)
"""The same for pages, at most seconds old."""


def _dates(row: Dated) -> Fields:
    return {"valid_from": row.valid_from, "valid_to": row.valid_to}


def _labels(row: Labelled) -> Fields:
    labels = {"code": row.code, "label_id": row.label_id, "label_en": row.label_en}
    return {**labels, **_dates(row)}


def _passport_type(row: models.PassportType) -> rules.PassportType:
    return rules.PassportType(
        **_labels(row),
        electronic=row.electronic,
        validity_years=row.validity_years,
        pages=row.pages,
        bookable=row.bookable,
        only_for=tuple(row.only_for),
    )


def _validity_rule(row: models.ValidityRule) -> rules.ValidityRule:
    return rules.ValidityRule(
        code=row.code,
        position=row.position,
        criteria=row.criteria,
        years_max=row.years_max,
        until_age=row.until_age,
        **_dates(row),
    )


def _office_rule(row: models.OfficeRule) -> rules.OfficeRule:
    office = row.office.code if row.office else ""
    return rules.OfficeRule(rule=row.rule, office=office, province=row.province, **_dates(row))


def _applicant_types() -> tuple[rules.ApplicantType, ...]:
    rows = models.ApplicantType.objects.prefetch_related("papers")
    return tuple(map(_applicant_type, rows))


def _applicant_type(row: models.ApplicantType) -> rules.ApplicantType:
    return rules.ApplicantType(
        **_labels(row),
        position=row.position,
        criteria=row.criteria,
        lines=_lines(list(row.papers.all())),
        extends=row.extends,
        pools=tuple(row.pools),
        only_at=row.only_at,
        attendance=(row.attendance_id, row.attendance_en),
        interview=(row.interview_id, row.interview_en),
        surcharges=tuple(row.surcharges),
        working_days_min=row.working_days_min,
        working_days_max=row.working_days_max,
    )


def _lines(papers: list[models.ApplicantTypeDocument]) -> tuple[rules.Line, ...]:
    """Put the alternatives of one group together as one line."""
    groups: dict[int, list[models.ApplicantTypeDocument]] = {}
    for paper in sorted(papers, key=lambda each: each.position):
        groups.setdefault(paper.group, []).append(paper)
    return tuple(
        rules.Line(
            documents=tuple(paper.document for paper in group),
            condition=group[0].condition,
            optional=group[0].optional,
        )
        for group in groups.values()
    )
