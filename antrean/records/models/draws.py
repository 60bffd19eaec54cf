"""Which offices draw, what is drawn together, and the receipt of everybody who waits for it."""

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact

from antrean.records.models.applications import Application
from antrean.records.models.offices import Office, choices

BATCH_STATES = ("open", "closed", "drawn", "published")
SAID = {
    "closed": ("closed_at", "root", "leaves"),
    "drawn": ("drawn_at", "beacon"),
    "published": ("published_at",),
}
"""What is known of a batch from each state on."""

JAKARTA_DAY = Func(
    F("since_at"),
    template="(%(expressions)s AT TIME ZONE 'Asia/Jakarta')::date",
    output_field=models.DateField(),
)
LEAF = Func(
    F("salt"),
    F("text"),
    arg_joiner=" || ",  # keywords by name, as migrations write and compare them
    template=r"sha256('\x00' || %(expressions)s)",
    output_field=models.BinaryField(),
)
"""The leaf as `domain/draw/leaf.py` defines it."""


def _bytes_of(column: str) -> Func:
    return Func(F(column), function="octet_length", output_field=models.IntegerField())


def _known_in(state: str) -> Q:
    """Say that everything is known up to this state, and nothing of what comes after it."""
    nth = BATCH_STATES.index(state)
    missing = {
        f"{column}__isnull": BATCH_STATES.index(since) > nth
        for since, columns in SAID.items()
        for column in columns
    }
    return Q(state=state, **missing)


class OfficeWay(models.Model):
    """From which day on an office gives the soonest place, or draws; a row per change, for ever.

    An office without a row gives the soonest place. Of several the latest day holds; it is a day
    in Jakarta, as are those of the draw, and comes after the day on which it was decided.
    """

    WAYS = ("soonest", "draw")

    office = models.ForeignKey(Office, models.PROTECT, related_name="ways", db_index=False)
    from_day = models.DateField()
    way = models.CharField(max_length=7, choices=choices(*WAYS))
    why = models.CharField(max_length=200)
    since_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "from_day"], name="office_way_once"),
            models.CheckConstraint(
                condition=Q(way__in=("soonest", "draw")), name="office_way_known"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="office_way_has_its_reason"),
            models.CheckConstraint(
                condition=Q(from_day__gt=JAKARTA_DAY), name="office_way_said_before"
            ),
        )

    def __str__(self) -> str:
        return f"{self.office_id} {self.way} from {self.from_day}"


class DrawBatch(models.Model):
    """Everything that is drawn together: one batch a day, for all offices that draw.

    open: receipts come in. closed: the root over them is published. drawn: the beacon spoke and
    every result is stored. published: everybody can look. A batch goes one step at a time and
    never back, and what was said of it stays: a trigger. Who closes it locks it first, then reads.
    """

    day = models.DateField(unique=True)
    closes_at = models.DateTimeField(unique=True)
    state = models.CharField(max_length=9, choices=choices(*BATCH_STATES), default="open")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    root = models.BinaryField(max_length=32, null=True)
    leaves = models.PositiveIntegerField(null=True)
    drawn_at = models.DateTimeField(null=True)
    beacon = models.BinaryField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "draw batches"
        constraints = (
            models.CheckConstraint(
                condition=_known_in("open")
                | _known_in("closed")
                | _known_in("drawn")
                | _known_in("published"),
                name="draw_batch_state_is_told",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__lt=F("closes_at"))
                & Q(closed_at__gte=F("closes_at"))
                & Q(drawn_at__gt=F("closed_at"))
                & Q(published_at__gte=F("drawn_at")),
                name="draw_batch_in_order_of_time",
            ),
            models.CheckConstraint(
                condition=Exact(_bytes_of("root"), 32), name="draw_batch_root_is_whole"
            ),
        )

    def __str__(self) -> str:
        return f"batch {self.day} {self.state}"


class Receipt(models.Model):
    """That an application is in a batch: what opens its leaf, and our signature.

    An application has one for each draw it waits for: `age_class` counts those it lost before.
    A receipt stays as it is and comes only into an open batch, before that closes: triggers.
    """

    leaf = models.BinaryField(max_length=32, primary_key=True)
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="receipts", db_index=False
    )
    age_class = models.PositiveSmallIntegerField(default=0)
    # No constraint: the trigger looks for the batch once for all rows of a statement.
    batch = models.ForeignKey(
        DrawBatch, models.PROTECT, related_name="receipts", db_index=False, db_constraint=False
    )
    salt = models.BinaryField(max_length=16)
    text = models.BinaryField()
    signature = models.BinaryField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["application", "age_class"], name="receipt_once_a_draw"
            ),
            models.UniqueConstraint(fields=["batch", "application"], name="receipt_once_a_batch"),
            models.CheckConstraint(condition=Q(leaf=LEAF), name="receipt_opens_its_leaf"),
            models.CheckConstraint(
                condition=Exact(_bytes_of("salt"), 16), name="receipt_salt_is_whole"
            ),
            models.CheckConstraint(
                condition=Exact(_bytes_of("signature"), 64), name="receipt_signature_is_whole"
            ),
        )

    def __str__(self) -> str:
        return f"receipt {bytes(self.leaf).hex()}"
