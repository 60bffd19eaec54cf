"""The one clock's offset: a single row that only demonstration, tour and tests may move."""

from django.db import models
from django.db.models import Q


class ClockOffset(models.Model):
    """How far the service's clock stands from the database's. Immovable unless marked movable."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seconds = models.BigIntegerField(default=0)
    movable = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(id=1), name="clock_is_one"),
            models.CheckConstraint(
                condition=Q(movable=True) | Q(seconds=0), name="clock_stands_unless_movable"
            ),
        )

    def __str__(self) -> str:
        return f"{self.seconds} s"
