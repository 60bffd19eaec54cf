"""Giving and ending duties: who works where, in which role."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from antrean.backoffice.tables import Row, RowForm
from antrean.records import clock
from antrean.records.models import Account

GIVEN = ("account", "office", "role", "since_at")
"""What a duty is never changes: it is ended, and another one given."""


class DutyForm(RowForm):
    """A duty, given to an account by its username."""

    account = forms.ModelChoiceField(
        queryset=Account.objects.filter(is_active=True),
        to_field_name="username",
        label=_("Nama pengguna"),
        widget=forms.TextInput,
        error_messages={"invalid_choice": _("Tidak ada akun aktif dengan nama itu.")},
    )


class DutyTable(Row):
    """Duties are given and ended, never erased: the past stays readable."""

    form = DutyForm
    list_display = ("account", "role", "office", "since_at", "until_at")
    list_filter = ("role",)
    search_fields = ("account__username", "office__name")
    list_select_related = ("account", "office")
    autocomplete_fields = ("office",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> tuple[str, ...]:
        return GIVEN if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"since_at": clock.now()}

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
