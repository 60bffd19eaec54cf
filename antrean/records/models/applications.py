"""Applications, the appointments they receive, and every change to them as a row of its own."""

import uuid

from django.db import models
from django.db.models import F, Q

from antrean.records.models.offices import Cell, Office
from antrean.records.models.people import Account, Applicant

MOVES_MAX = 2
"""A published rule: new wishes twice at most (allocation: rescheduling)."""


class Application(models.Model):
    """One request for a time, from the first answer to its end.

    `in_draw` has a receipt and waits for the draw; like whoever is live it claims its person.
    `version` rises with every stored answer and stands for the whole body; `key` is the one
    idempotency key. `submitted_version` is the body that was taken in.

    No index knows what a submission changes, so that the row stays where it is and its indexes
    rest: the ticket code is there from the start, and an account's open draft is a row of its own.
    """

    PURPOSES = ("new", "replacement", "lost", "damaged", "data_change")
    STATES = ("draft", "in_draw", "live", "refused", "blocked", "ended")

    ref = models.CharField(max_length=16)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="applications")
    applicant = models.ForeignKey(Applicant, models.PROTECT, null=True)
    helped_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", db_index=False
    )
    helped_at = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(
        max_length=8, choices=[(each, each) for each in STATES], default="draft"
    )
    purpose = models.CharField(
        max_length=12, choices=[(each, each) for each in PURPOSES], blank=True
    )
    answers = models.JSONField(default=dict)
    wishes = models.JSONField(default=dict)
    language = models.CharField(max_length=2, default="id")
    version = models.PositiveIntegerField(default=1)
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    submitted_version = models.PositiveIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)
    ticket_code = models.CharField(max_length=8, null=True)
    moves = models.PositiveSmallIntegerField(default=0)
    refusal = models.JSONField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            # As constraints, since a unique text column would bring a second index for patterns.
            models.UniqueConstraint(fields=["ref"], name="application_ref_once"),
            models.UniqueConstraint(fields=["ticket_code"], name="application_ticket_code_once"),
            models.CheckConstraint(
                condition=Q(moves__lte=MOVES_MAX), name="application_moves_bounded"
            ),
            models.CheckConstraint(
                condition=~Q(state="live")
                | Q(applicant__isnull=False, submitted_at__isnull=False, ticket_code__isnull=False),
                name="application_live_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_draw")
                | Q(applicant__isnull=False, submitted_at__isnull=False),
                name="application_in_draw_is_complete",
            ),
        )
        indexes = (
            models.Index(
                fields=["helped_at", "created_at"],
                condition=Q(helped_at__isnull=False),
                name="application_helped",
            ),
        )

    def __str__(self) -> str:
        return self.ref


class DraftClaim(models.Model):
    """The claim of an account on its one open draft: the primary key is the guard.

    The row goes when the draft is submitted. It is found by its account alone.
    """

    account = models.OneToOneField(Account, models.PROTECT, primary_key=True)
    application = models.ForeignKey(Application, models.PROTECT, db_index=False)

    def __str__(self) -> str:
        return f"open draft {self.application_id}"


class LiveApplication(models.Model):
    """The claim of a person on one live application, whatever the account.

    The primary key is the guard: a second live application of the same person cannot be stored.
    The row goes when the application ends.
    """

    nik_hash = models.BinaryField(max_length=32, primary_key=True)
    application = models.OneToOneField(Application, models.PROTECT)
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"live application {self.application_id}"


class Appointment(models.Model):
    """A seat given to an application: a day, a window, an arrival minute and a queue number.

    `sequence` counts the moves of the application and is the SEQUENCE of the calendar file.
    """

    ENDINGS = ("moved", "cancelled", "released", "served", "absent", "unserved")

    # The unique constraints below begin with these columns: indexes of their own would only cost.
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="appointments", db_index=False
    )
    sequence = models.PositiveSmallIntegerField(default=0)
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="appointments", db_index=False)
    # The cell's own office, written beside it for the unique numbers: I11 compares the two.
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="appointments", db_index=False, db_constraint=False
    )
    day = models.DateField()
    window_starts_at = models.DateTimeField()
    window_ends_at = models.DateTimeField()
    arrives_at = models.DateTimeField()
    queue_letter = models.CharField(max_length=1, default="A")
    queue_number = models.PositiveIntegerField()
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=9, choices=[(each, each) for each in ENDINGS], blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["application", "sequence"], name="appointment_sequence_once"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(ended_at__isnull=True),
                name="appointment_one_live",
            ),
            models.UniqueConstraint(
                fields=["office", "day", "queue_letter", "queue_number"],
                name="queue_number_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="")
                | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="appointment_ending_is_said",
            ),
            models.CheckConstraint(
                condition=Q(arrives_at__gte=F("window_starts_at"))
                & Q(arrives_at__lt=F("window_ends_at")),
                name="arrival_inside_window",
            ),
        )

    def __str__(self) -> str:
        return f"{self.queue_letter}-{self.queue_number:03d}"


class Cancellation(models.Model):
    """Who gave a place back, when, and (if they wished to say) why."""

    appointment = models.OneToOneField(Appointment, models.PROTECT)
    by = models.ForeignKey(Account, models.PROTECT, null=True)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"cancellation {self.appointment_id}"


class Release(models.Model):
    """An officer ended somebody's live application after identity was proven at the office."""

    application = models.OneToOneField(Application, models.PROTECT)
    office = models.ForeignKey(Office, models.PROTECT)
    by = models.ForeignKey(Account, models.PROTECT)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"release {self.application_id}"


class FreedSeat(models.Model):
    """A seat given back: it counts as taken until its random minute comes."""

    appointment = models.OneToOneField(Appointment, models.PROTECT)
    cell = models.ForeignKey(Cell, models.PROTECT)
    freed_at = models.DateTimeField()
    returns_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(returns_at__gt=F("freed_at")), name="freed_seat_waits"
            ),
        )
        indexes = (
            models.Index(
                fields=["returns_at"],
                condition=Q(returned_at__isnull=True),
                name="freed_seat_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"freed seat {self.appointment_id}"


class Reconfirmation(models.Model):
    """The applicant said again that they will come: once three days, once a day before."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="reconfirmations")
    days_before = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["appointment", "days_before"], name="reconfirmation_once"
            ),
        )

    def __str__(self) -> str:
        return f"reconfirmation {self.appointment_id}"
