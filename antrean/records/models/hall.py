"""The hall of an office: its counters, who works at them, the state of the day, what was told."""

from django.db import models
from django.db.models import F, Q

from antrean.domain.hall.stages import SERVICES, STAGES
from antrean.records.models.offices import Office, choices
from antrean.records.models.people import Account


class Counter(models.Model):
    """A numbered place in an office where people are served.

    `stages` names what is done here, none means everything. `arrow` points from the screen to it.
    """

    ARROWS = ("left", "ahead", "right")

    office = models.ForeignKey(Office, models.PROTECT, related_name="counters")
    number = models.PositiveSmallIntegerField()
    stages = models.JSONField(default=list, blank=True)
    is_accessible = models.BooleanField(default=True, db_default=True)
    arrow = models.CharField(max_length=5, choices=choices(*ARROWS), blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "number"], name="counter_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="counter_number_from_one"),
            models.CheckConstraint(
                condition=Q(stages__contained_by=list(STAGES)), name="counter_stages_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.office_id}/{self.number}"


class Shift(models.Model):
    """Somebody works at a counter, from opening to closing; one person a counter, and one each."""

    counter = models.ForeignKey(Counter, models.PROTECT, related_name="shifts")
    account = models.ForeignKey(Account, models.PROTECT, related_name="shifts")
    stages = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["counter"], condition=Q(closed_at__isnull=True), name="shift_one_a_counter"
            ),
            models.UniqueConstraint(
                fields=["account"], condition=Q(closed_at__isnull=True), name="shift_one_a_person"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="shift_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"shift {self.counter_id}"


class Pause(models.Model):
    """A counter rests for a while, for a reason."""

    REASONS = ("rest", "prayer", "briefing", "fault", "other")

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=8, choices=choices(*REASONS))
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["shift"], condition=Q(until_at__isnull=True), name="pause_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"pause {self.shift_id}"


class StagePlan(models.Model):
    """The stages a service goes through from a date on; without an office, at every office."""

    office = models.ForeignKey(Office, models.CASCADE, null=True, blank=True, related_name="plans")
    service = models.CharField(max_length=12, choices=choices(*SERVICES))
    stages = models.JSONField()
    valid_from = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "service", "valid_from"],
                nulls_distinct=False,
                name="stage_plan_once",
            ),
            models.CheckConstraint(
                condition=Q(stages__contained_by=list(STAGES)) & ~Q(stages=[]),
                name="stage_plan_of_known_stages",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} from {self.valid_from}"


class HallDay(models.Model):
    """One day of one hall. Its row is the lock behind which numbers and calls are given in order.

    `text_id` and `text_en` are shown to everybody in the state "emergency".
    """

    STATES = ("open", "paused", "emergency", "closed")

    office = models.ForeignKey(Office, models.PROTECT, related_name="hall_days")
    day = models.DateField()
    state = models.CharField(max_length=9, choices=choices(*STATES), default="open")
    text_id = models.CharField(max_length=160, blank=True)
    text_en = models.CharField(max_length=160, blank=True)
    given_priority = models.PositiveSmallIntegerField(default=0)
    given_walk_in = models.PositiveSmallIntegerField(default=0)
    given_collection = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "day"], name="hall_day_once"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="hall_day_closed_says_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}"


class HallEvent(models.Model):
    """What a hall was told, in order: public facts only, so that any screen can catch up.

    Per office the key rises in the order of commits, since every writer holds the hall's day.
    """

    KINDS = ("call", "recall", "withdrawn", "hall", "announcement")

    office = models.ForeignKey(Office, models.PROTECT, related_name="hall_events")
    day = models.DateField()
    kind = models.CharField(max_length=12, choices=choices(*KINDS))
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["office", "id"], name="hall_event_office"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Device(models.Model):
    """A kiosk or a screen that staff put up in their office; it proves itself by a key."""

    KINDS = ("kiosk", "display")

    office = models.ForeignKey(Office, models.PROTECT, related_name="devices")
    kind = models.CharField(max_length=7, choices=choices(*KINDS))
    name = models.CharField(max_length=40)
    key_hash = models.BinaryField(max_length=32, unique=True)
    printer = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Account, models.PROTECT)
    at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "name"],
                condition=Q(revoked_at__isnull=True),
                name="device_name_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class HallAlert(models.Model):
    """Something in the hall needs somebody: no paper, no sound, a screen, a call for help."""

    KINDS = ("paper", "sound", "screen", "help")

    office = models.ForeignKey(Office, models.PROTECT, related_name="hall_alerts")
    device = models.ForeignKey(Device, models.PROTECT, null=True)
    kind = models.CharField(max_length=6, choices=choices(*KINDS))
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "device", "kind"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="hall_alert_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.device_id}"
