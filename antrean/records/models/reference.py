"""Dated reference rows: passport types, fees, papers, applicant types and rules of offices."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import BaseConstraint

from antrean.domain.office_facts import EVIDENCE, RULES
from antrean.records.models.offices import Office, choices


class Dated(models.Model):
    """A row that holds from `valid_from` to `valid_to` (the last day; empty means still), and why.

    How a row is chosen for an office and a date stands in `domain/requirements.py`.
    """

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    evidence = models.CharField(max_length=10, choices=choices(*EVIDENCE))
    sources = models.JSONField(default=list)
    note = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_end_after_start",
            ),
        )


class Coded(Dated):
    """A dated row with a code: one row per code and first day."""

    code = models.CharField(max_length=40)

    class Meta(Dated.Meta):
        abstract = True
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="%(class)s_once"),
        )

    def __str__(self) -> str:
        return self.code


class Labelled(Coded):
    """A coded row with a label in both languages."""

    label_id = models.CharField(max_length=250)
    label_en = models.CharField(max_length=250)

    class Meta(Coded.Meta):
        abstract = True


class Threshold(Coded):
    """A number in the rules, such as the age from which a person counts as grown up."""

    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10)


class PassportType(Labelled):
    """A book that is issued. `only_for` names the applicant types that may have it; empty: all."""

    electronic = models.BooleanField()
    validity_years = models.PositiveSmallIntegerField(null=True)
    pages = models.PositiveSmallIntegerField(null=True)
    bookable = models.BooleanField()
    only_for = models.JSONField(default=list)


class ValidityRule(Coded):
    """How many years a book may be valid for the people its criteria fit. Later rows win."""

    position = models.PositiveSmallIntegerField()
    criteria = models.JSONField(default=dict)
    years_max = models.PositiveSmallIntegerField(null=True)
    until_age = models.PositiveSmallIntegerField(null=True)

    class Meta(Coded.Meta):
        constraints = (
            *Coded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(years_max__isnull=False) | Q(until_age__isnull=False),
                name="%(class)s_says_something",
            ),
        )


class Fee(Dated):
    """A price in whole Rupiah of a passport type or a surcharge. Shown only: no money is taken."""

    item = models.CharField(max_length=40)
    amount = models.PositiveIntegerField()

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["item", "valid_from"], name="%(class)s_once"),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.amount}"


class Document(Labelled):
    """A paper that may be asked for."""


class Condition(Labelled):
    """A circumstance under which a paper is needed."""


class DocumentRule(Labelled):
    """A sentence about papers; `applies_to` names documents, empty means all of them."""

    label_id = models.CharField(max_length=400)
    label_en = models.CharField(max_length=400)
    applies_to = models.JSONField(default=list)


class ApplicantType(Labelled):
    """A kind of applicant and what it is recognised by.

    Types are listed from the general to the special (`position`): of those whose criteria fit,
    the last one counts. `extends` is the code of the type whose papers it adds to.
    """

    position = models.PositiveSmallIntegerField()
    criteria = models.JSONField(default=dict)
    applies_when = models.CharField(max_length=250)
    extends = models.CharField(max_length=40, blank=True)
    pools = models.JSONField(default=list)
    only_at = models.CharField(max_length=20, blank=True)
    attendance_id = models.CharField(max_length=250, blank=True)
    attendance_en = models.CharField(max_length=250, blank=True)
    interview_id = models.CharField(max_length=250, blank=True)
    interview_en = models.CharField(max_length=250, blank=True)
    surcharges = models.JSONField(default=list)
    working_days_min = models.PositiveSmallIntegerField(null=True)
    working_days_max = models.PositiveSmallIntegerField()


class ApplicantTypeDocument(models.Model):
    """One line of a type's checklist; lines with the same group are alternatives of each other."""

    applicant_type = models.ForeignKey(ApplicantType, models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    group = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=40)
    condition = models.CharField(max_length=40, blank=True)
    optional = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["applicant_type", "position"], name="applicant_type_document_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.applicant_type_id} {self.position} {self.document}"


class PurposeRule(Labelled):
    """What is no longer asked for a kind of journey."""

    journeys = models.JSONField(default=list)


class OfficeRule(Dated):
    """A rule of one office or of every office of one province. The office's own row wins."""

    rule = models.CharField(max_length=30, choices=choices(*RULES))
    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="rules")
    province = models.CharField(max_length=40, blank=True)

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["office", "province", "valid_from"],
                nulls_distinct=False,
                name="%(class)s_once",
            ),
            models.CheckConstraint(
                condition=Q(office__isnull=True) ^ Q(province=""),
                name="%(class)s_office_or_province",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.office_id or self.province} from {self.valid_from}"


class ImportRun(models.Model):
    """A reference file that was taken over, and what it changed. Dry runs leave no row."""

    file = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    created = models.PositiveIntegerField()
    updated = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.file} {self.at:%Y-%m-%d %H:%M}"
