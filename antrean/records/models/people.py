"""Accounts, the people they apply for, and the duties of staff."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from antrean.records.models.offices import Office

DEPENDANTS_MAX = 5
"""People besides the holder: five, as the office's own rule since 2019 (domain, section 3)."""


class Account(AbstractBaseUser, PermissionsMixin):
    """A login. It says nothing about identity: that is the applicant in slot 0."""

    username = models.CharField(max_length=40, validators=[ASCIIUsernameValidator()])
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="id", choices=[("id", "id"), ("en", "en")])
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    objects = UserManager()

    class Meta:
        constraints = (models.UniqueConstraint(Lower("username"), name="account_username_once"),)

    def __str__(self) -> str:
        return self.username

    def natural_key(self) -> tuple[str]:
        """Return the username, by which staff rows are named in reference files."""
        return (self.username,)


class Applicant(models.Model):
    """A person for whom time is asked: the holder, a relative, or somebody helped at an office.

    The identity number is stored encrypted; the keyed hash finds equal people and nothing else.
    Two accounts may name the same person: only a live application is unique.
    """

    RELATIONS = ("self", "child", "family", "helped")

    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="applicants")
    slot = models.PositiveSmallIntegerField(null=True)
    relation = models.CharField(max_length=8, choices=[(each, each) for each in RELATIONS])
    full_name = models.CharField(max_length=120)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1, choices=[("F", "F"), ("M", "M")])
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=16, blank=True)
    nik_cipher = models.BinaryField()
    nik_hash = models.BinaryField(max_length=32, db_index=True)
    nik_note = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    helped_at = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "slot"], name="applicant_slot_once"),
            models.UniqueConstraint(
                fields=["account", "nik_hash"], name="applicant_once_per_account"
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False, slot__gte=0, slot__lte=DEPENDANTS_MAX)
                | Q(account__isnull=True, slot__isnull=True, helped_at__isnull=False),
                name="applicant_slots_within_bound",
            ),
            models.CheckConstraint(
                condition=~Q(relation="self") | Q(slot=0), name="applicant_self_is_slot_zero"
            ),
        )

    def __str__(self) -> str:
        return f"applicant {self.pk}"


class Duty(models.Model):
    """What a staff account may do, where, and since when."""

    ROLES = ("officer", "receptionist", "office_head", "head_office")

    account = models.ForeignKey(Account, models.PROTECT, related_name="duties")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="duties")
    role = models.CharField(max_length=12, choices=[(each, each) for each in ROLES])
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "office", "role"],
                condition=Q(until_at__isnull=True),
                nulls_distinct=False,
                name="duty_once",
            ),
            models.CheckConstraint(
                condition=Q(role="head_office", office__isnull=True)
                | (~Q(role="head_office") & Q(office__isnull=False)),
                name="duty_has_its_office",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.account_id}"
