"""Visits: who is in the hall today, what stage they wait for, and every call of their number."""

from django.db import models
from django.db.models import F, Q

from antrean.domain.hall.order import WHYS
from antrean.domain.hall.stages import SERVICES, STAGES
from antrean.domain.hall.standing import LINES, STANDINGS
from antrean.records.models.applications import Appointment
from antrean.records.models.hall import Counter, Device, Shift
from antrean.records.models.offices import Office, choices
from antrean.records.models.people import Account

ENDED = Q(state__in=("done", "unserved", "left"))
GONE = ENDED | Q(state="absent", ended_at__isnull=False)


class Visit(models.Model):
    """Somebody came: one number from the door to "done", with or without an appointment.

    A check-in of an appointment is its one visit. `version` rises with every deed. `since`,
    `standing` and `line` decide the order of calling (`domain.hall.order`); `party` is the account
    whose family waits together. `state` "absent" may come back until the hall closes. `key` is the
    idempotency key of whoever came without an appointment.
    """

    STATES = ("waiting", "at_counter", "parked", "absent", "done", "unserved", "left")
    PARKED = ("papers", "payment", "other")

    office = models.ForeignKey(Office, models.PROTECT, related_name="visits")
    day = models.DateField()
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, related_name="visit")
    queue_letter = models.CharField(max_length=1)
    queue_number = models.PositiveIntegerField()
    service = models.CharField(max_length=12, choices=choices(*SERVICES))
    line = models.CharField(max_length=10, choices=choices(*LINES))
    priority_reason = models.CharField(max_length=80, blank=True)
    needs = models.JSONField(default=list)
    people = models.PositiveSmallIntegerField(default=1)
    party = models.BigIntegerField(null=True)
    language = models.CharField(max_length=2, default="id")
    arrives_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True)
    device = models.ForeignKey(Device, models.PROTECT, null=True)
    standing = models.CharField(max_length=8, choices=choices(*STANDINGS))
    since = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=choices(*STAGES))
    stage_place = models.PositiveSmallIntegerField(default=0)
    stage_since = models.DateTimeField()
    state = models.CharField(max_length=10, choices=choices(*STATES), default="waiting")
    parked_for = models.CharField(max_length=8, choices=choices(*PARKED), blank=True)
    missed_at = models.DateTimeField(null=True)
    times_missed = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    key = models.UUIDField(unique=True, null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "day", "queue_letter", "queue_number"],
                name="visit_number_once_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(ended_at__isnull=True) & ~ENDED) | (Q(ended_at__isnull=False) & GONE),
                name="visit_end_is_said",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(device__isnull=False),
                name="visit_was_received",
            ),
            models.CheckConstraint(
                condition=Q(line="booked", appointment__isnull=False)
                | Q(line="priority")
                | Q(line__in=("walk_in", "collection"), appointment__isnull=True),
                name="visit_line_fits",
            ),
            models.CheckConstraint(
                condition=~Q(state="parked") | ~Q(parked_for=""), name="visit_parked_says_why"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="visit_of_somebody"),
        )
        indexes = (
            models.Index(
                fields=["office", "day", "state"],
                condition=Q(ended_at__isnull=True),
                name="visit_in_the_hall",
            ),
        )

    def __str__(self) -> str:
        return f"{self.queue_letter}-{self.queue_number:03d}"


class OrderException(models.Model):
    """Two people agreed that somebody is called out of turn; counted publicly, with a reason."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="exceptions")
    reason = models.CharField(max_length=200)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")),
                name="exception_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="exception_used_after_agreement",
            ),
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(used_at__isnull=True, refused_at__isnull=True),
                name="exception_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"exception {self.visit_id}"


class Call(models.Model):
    """A number called to a counter; open until it ends; one open per visit and per counter.

    `group` is what the call counts for in the order ("" beyond the first stage), `why` the part of
    the rule by which it was this number's turn.
    """

    OUTCOMES = ("served", "absent", "transferred", "parked", "withdrawn")
    GROUPS = ("priority", "booked", "open")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="calls")
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="calls")
    by = models.ForeignKey(Account, models.PROTECT)
    stage = models.CharField(default="documents", max_length=10, choices=choices(*STAGES))
    why = models.CharField(default="window", max_length=9, choices=choices(*WHYS))
    group = models.CharField(max_length=8, choices=choices(*GROUPS), blank=True)
    at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)
    called_again_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=11, choices=choices(*OUTCOMES), blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(ended_at__isnull=True),
                name="call_one_counter_per_ticket",
            ),
            models.UniqueConstraint(
                fields=["counter"],
                condition=Q(ended_at__isnull=True),
                name="call_one_ticket_per_counter",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="call_end_is_said",
            ),
        )

    def __str__(self) -> str:
        return f"call {self.visit_id}"


class CounterDeed(models.Model):
    """One key pressed at a counter and how everything was before, so that it can be undone."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="deeds")
    by = models.ForeignKey(Account, models.PROTECT)
    name = models.CharField(max_length=10)
    at = models.DateTimeField()
    number = models.CharField(max_length=8, blank=True)
    before = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["shift", "-id"], name="counter_deed_latest"),)

    def __str__(self) -> str:
        return f"{self.name} {self.shift_id}"


class PaperCheck(models.Model):
    """The hard copies an officer looked at: what is there and what is missing, by the list.

    `present` and `missing` are lines of the checklist in the applicant's language, as they are
    printed and mailed; the officer saw the same lines in their own.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="paper_checks")
    by = models.ForeignKey(Account, models.PROTECT)
    at = models.DateTimeField()
    present = models.JSONField(default=list)
    missing = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"papers {self.visit_id}"


class Announced(models.Model):
    """The range of minutes a visitor was told when they arrived, to be compared with what came."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="announced")
    at = models.DateTimeField()
    ahead = models.PositiveSmallIntegerField()
    low = models.PositiveSmallIntegerField()
    likely = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    basis = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(low__lte=F("likely"), likely__lte=F("high")), name="announced_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"announced {self.visit_id}"


class Coverage(models.Model):
    """How honest one day's announced ranges were, and the calibration that follows from it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="coverages")
    day = models.DateField()
    announced = models.PositiveIntegerField()
    inside = models.PositiveIntegerField()
    error_minutes = models.FloatField()
    calibration = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "day"], name="coverage_once"),
            models.CheckConstraint(
                condition=Q(inside__lte=F("announced")), name="coverage_within_announced"
            ),
        )

    def __str__(self) -> str:
        return f"coverage {self.office_id} {self.day}"


class Absence(models.Model):
    """A booked person did not come, or not when called; it has published consequences.

    `nik_hash` finds the person whatever the account. An appeal is decided by a person.
    """

    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="absence")
    nik_hash = models.BinaryField(max_length=32, db_index=True)
    day = models.DateField()
    came = models.BooleanField()
    at = models.DateTimeField()
    appeal = models.CharField(max_length=300, blank=True)
    appealed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True)
    decided_at = models.DateTimeField(null=True)
    excused = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(excused=False) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="absence_excused_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"absence {self.appointment_id}"
