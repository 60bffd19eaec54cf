"""The public record: one row per state change, one chain link per office and transaction."""

from django.db import models


class LedgerHead(models.Model):
    """The last link of one chain. Locked last of all, in order of scope."""

    scope = models.CharField(max_length=60, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.scope} {self.sequence}"


class LedgerLink(models.Model):
    """One link: the digest of the link before it and of the entries it binds."""

    scope = models.CharField(max_length=60)
    sequence = models.PositiveBigIntegerField()
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["scope", "sequence"], name="ledger_link_once"),
            models.UniqueConstraint(fields=["scope", "previous"], name="ledger_never_forks"),
        )

    def __str__(self) -> str:
        return f"{self.scope} {self.sequence}"


class LedgerEntry(models.Model):
    """One state change: what was done, to what, by whom, when. Never a name or identity number."""

    # No constraint: links stay (a trigger sees to it), and the chain proves what belongs to each.
    link = models.ForeignKey(
        LedgerLink, models.PROTECT, related_name="entries", db_index=False, db_constraint=False
    )
    position = models.PositiveSmallIntegerField()
    deed = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["link", "position"], name="ledger_entry_once"),
        )
        indexes = (models.Index(fields=["subject"], name="ledger_subject"),)

    def __str__(self) -> str:
        return f"{self.deed} {self.subject}"
