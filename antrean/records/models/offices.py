"""Offices and what they can carry: hours, capacity, closed days, and the cells that hold seats."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q

from antrean.domain.office_facts import BASES, CLOSURES, KINDS, POOLS, PRECISIONS, ZONES


def choices(*names: str) -> list[tuple[str, str]]:
    """Return the names as Django wants choices."""
    return [(name, name) for name in names]


class Office(models.Model):
    """An immigration office or one of its service points. `code` never changes."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=7, choices=choices(*KINDS))
    office_class = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="service_points")
    city = models.CharField(max_length=60)
    province = models.CharField(max_length=40)
    timezone = models.CharField(max_length=13, choices=choices(*ZONES))
    latitude = models.DecimalField(max_digits=6, decimal_places=4)
    longitude = models.DecimalField(max_digits=7, decimal_places=4)
    coordinate_precision = models.CharField(max_length=11, choices=choices(*PRECISIONS))
    address = models.CharField(max_length=250, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="office_kind_known"),
            models.CheckConstraint(condition=Q(timezone__in=ZONES), name="office_zone_known"),
            models.CheckConstraint(
                condition=Q(coordinate_precision__in=PRECISIONS), name="office_precision_known"
            ),
            models.CheckConstraint(
                condition=Q(latitude__gte=-90, latitude__lte=90)
                & Q(longitude__gte=-180, longitude__lte=180),
                name="office_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(kind="kanim"),
                name="office_kanim_has_no_parent",
            ),
        )
        indexes = (models.Index(fields=["province"], name="office_province"),)

    def __str__(self) -> str:
        return self.name


class OpeningHours(models.Model):
    """When an office works on one weekday (Monday is 0), in its own zone. No row: closed."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    break_starts = models.TimeField(null=True)
    break_ends = models.TimeField(null=True)
    basis = models.CharField(max_length=10, choices=choices(*BASES))
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "weekday", "valid_from"], name="opening_hours_once"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="opening_hours_weekday"),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")), name="opening_hours_open_before_close"
            ),
            models.CheckConstraint(
                condition=Q(break_starts__isnull=True, break_ends__isnull=True)
                | Q(
                    break_starts__gte=F("opens"),
                    break_ends__gt=F("break_starts"),
                    break_ends__lte=F("closes"),
                ),
                name="opening_hours_break_inside",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="opening_hours_end_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office_id} weekday {self.weekday} {self.opens}-{self.closes}"


class Capacity(models.Model):
    """Seats an office has a day from `valid_from` on, and how we know.

    Which row holds on a day stands in `domain/office_facts.py`: a published figure beats an
    assumption, then the latest wins.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="capacities")
    seats_per_day = models.PositiveSmallIntegerField()
    booths = models.PositiveSmallIntegerField(null=True)
    per_booth = models.PositiveSmallIntegerField(null=True)
    basis = models.CharField(max_length=10, choices=choices(*BASES))
    source = models.CharField(max_length=200)
    valid_from = models.DateField()

    class Meta:
        verbose_name_plural = "capacities"
        constraints = (
            models.UniqueConstraint(fields=["office", "valid_from"], name="capacity_once"),
            models.CheckConstraint(condition=Q(basis__in=BASES), name="capacity_basis_known"),
            models.CheckConstraint(
                condition=~Q(basis="assumption")
                | Q(seats_per_day=F("booths") * F("per_booth"), booths__isnull=False),
                name="capacity_assumed_from_booths",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office_id} {self.seats_per_day} a day from {self.valid_from}"


class PoolShare(models.Model):
    """The part of a day's seats one pool gets; rows of one office and date add up to 100.

    Without an office the row holds for every office that has none of its own.
    """

    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="pool_shares")
    pool = models.CharField(max_length=8, choices=choices(*POOLS))
    percent = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=10, choices=choices(*BASES))
    source = models.CharField(max_length=200)
    valid_from = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "pool", "valid_from"],
                nulls_distinct=False,
                name="pool_share_once",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="pool_share_percent"),
            models.CheckConstraint(condition=Q(pool__in=POOLS), name="pool_share_pool_known"),
        )

    def __str__(self) -> str:
        return f"{self.pool} {self.percent} %"


class Closure(models.Model):
    """A day on which one office (or, without an office, every office) is closed, and why."""

    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="closures")
    day = models.DateField()
    kind = models.CharField(max_length=11, choices=choices(*CLOSURES))
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    estimated = models.BooleanField(default=False, db_default=False)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "day"], nulls_distinct=False, name="closure_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=CLOSURES), name="closure_kind_known"),
        )
        indexes = (models.Index(fields=["day"], name="closure_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.name_id}"


class CalendarRule(models.Model):
    """How far ahead days open and when an office counts as scarce; a row per change, never edited.

    `scarce_from_percent`: demand over the horizon, in percent of its seats, from which the draw
    takes the place of the soonest seat.
    """

    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="calendar_rules")
    horizon_days = models.PositiveSmallIntegerField(default=30)
    band_minutes = models.PositiveSmallIntegerField(default=30)
    scarce_from_percent = models.PositiveSmallIntegerField(default=90)
    source = models.CharField(max_length=200)
    valid_from = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "valid_from"], nulls_distinct=False, name="calendar_rule_once"
            ),
            models.CheckConstraint(
                condition=Q(horizon_days__gte=1, horizon_days__lte=366),
                name="calendar_rule_horizon",
            ),
            models.CheckConstraint(
                condition=Q(band_minutes__gte=5, band_minutes__lte=240), name="calendar_rule_band"
            ),
        )

    def __str__(self) -> str:
        return f"{self.horizon_days} days from {self.valid_from}"


class OfficeDay(models.Model):
    """One opened day of one office; its row is the lock behind which queue numbers are given.

    `remind_at` is when its next reminder falls due: at first long ago, so that a day that opens is
    looked at once, and None when nobody is to be reminded any more.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="days")
    day = models.DateField()
    last_number = models.PositiveIntegerField(default=0, db_default=0)
    opened_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True, db_default=datetime(2000, 1, 1, tzinfo=UTC))

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "day"], name="office_day_once"),)
        indexes = (
            models.Index(
                fields=["remind_at"],
                condition=Q(remind_at__isnull=False),
                name="office_day_to_remind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}"


class Cell(models.Model):
    """Seats of one office, day, band and pool. `taken` is moved by `records.seats` alone.

    `band_starts` is the clock on the office's wall, `starts_at` the same instant in UTC.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="cells")
    day = models.DateField()
    band_starts = models.TimeField()
    band_minutes = models.PositiveSmallIntegerField(default=30, db_default=30)
    pool = models.CharField(max_length=8, choices=choices(*POOLS))
    seats = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0, db_default=0)
    starts_at = models.DateTimeField()
    opened_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "day", "band_starts", "pool"], name="cell_once"
            ),
            models.CheckConstraint(
                condition=Q(taken__gte=0, taken__lte=F("seats")), name="cell_taken_within_seats"
            ),
            models.CheckConstraint(condition=Q(seats__gte=0), name="cell_seats_not_negative"),
            models.CheckConstraint(condition=Q(pool__in=POOLS), name="cell_pool_known"),
        )
        indexes = (models.Index(fields=["office", "pool", "day"], name="cell_office_pool_day"),)

    def __str__(self) -> str:
        return f"{self.office_id} {self.day} {self.band_starts} {self.pool}"
