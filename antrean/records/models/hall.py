"""The office day: counters, who has arrived, and who was called where."""

from django.db import models
from django.db.models import Q

from antrean.records.models.applications import Appointment
from antrean.records.models.offices import Office
from antrean.records.models.people import Account


class Counter(models.Model):
    """A numbered place in an office where people are served."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="counters")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "number"], name="counter_once"),)

    def __str__(self) -> str:
        return f"{self.office_id}/{self.number}"


class CheckIn(models.Model):
    """Somebody with an appointment has arrived; once per appointment."""

    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="check_in")
    by = models.ForeignKey(Account, models.PROTECT)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"check-in {self.appointment_id}"


class Call(models.Model):
    """A ticket called to a counter; open until it ends; one open per ticket and per counter."""

    OUTCOMES = ("served", "absent")

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="calls")
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="calls")
    by = models.ForeignKey(Account, models.PROTECT)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=6, choices=[(each, each) for each in OUTCOMES], blank=True
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["appointment"],
                condition=Q(ended_at__isnull=True),
                name="call_one_counter_per_ticket",
            ),
            models.UniqueConstraint(
                fields=["counter"],
                condition=Q(ended_at__isnull=True),
                name="call_one_ticket_per_counter",
            ),
        )

    def __str__(self) -> str:
        return f"call {self.appointment_id}"
