"""Notices to be sent: written in the transaction of the deed, sent later by the worker."""

from django.db import models
from django.db.models import Q

from antrean.records.models.applications import Application
from antrean.records.models.people import Account


class Notice(models.Model):
    """One message about one version of one thing, sent at least once under one Message-ID.

    `secret` holds a sign-up code, encrypted, and is erased once sent.
    """

    STATES = ("pending", "sent", "stale", "dead")

    ref = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    # Found by `ref`, which `notice_once` begins with.
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="notices", db_index=False
    )
    # The account of a given place is its application's, which has the constraint.
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, db_index=False, db_constraint=False
    )
    to_address = models.EmailField()
    language = models.CharField(max_length=2)
    content = models.JSONField(default=dict)
    secret = models.BinaryField(null=True)
    state = models.CharField(max_length=8, default="pending")
    message_id = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    leased_until_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["ref", "kind", "version"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(state="pending", settled_at__isnull=True)
                | (~Q(state="pending") & Q(settled_at__isnull=False, secret__isnull=True)),
                name="notice_settled_keeps_no_secret",
            ),
        )
        indexes = (
            models.Index(fields=["due_at"], condition=Q(state="pending"), name="notice_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.ref} {self.version}"
