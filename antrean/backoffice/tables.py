"""How the back office shows a table: who may change it, and what is noted when they do."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib.admin import ModelAdmin, TabularInline
from django.contrib.admin.models import LogEntry
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Field, JSONField, Model, QuerySet
from django.http import HttpRequest

from antrean.actions.note_reference_change import note_reference_change
from antrean.backoffice import words
from antrean.records import clock
from antrean.records.duties import works_at_head_office
from antrean.records.models import Account, Office


def may_edit(request: HttpRequest) -> bool:
    """Say whether the head office's rows are this person's to change; asked once a request."""
    if not hasattr(request, "works_at_head_office"):
        user = request.user
        answer = isinstance(user, Account) and works_at_head_office(user)
        request.works_at_head_office = answer  # type: ignore[attr-defined]
    return bool(request.works_at_head_office)  # type: ignore[attr-defined]


def acting(request: HttpRequest) -> Account:
    """Return who is working here; the site's gate has let them in."""
    return cast(Account, request.user)


class RowForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that checks every constraint, also those on fields left empty."""

    def validate_unique(self) -> None:
        """Say in words, in place of the database's, which promise the row would break."""
        super().validate_unique()
        self.errors.pop(NON_FIELD_ERRORS, None)
        may_be_empty = {field.name for field in self.instance._meta.fields if field.null}
        exclude = self._get_validation_exclusions() - may_be_empty  # type: ignore[attr-defined]
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self.instance, exclude=exclude)
                except ValidationError as broken:
                    self.add_error(None, words.promise(constraint.name, otherwise=broken))


class Structure(forms.JSONField):
    """A list or an object as JSON; left empty it is an empty list or object."""

    empty: Callable[[], object] = list

    def clean(self, value: str | None) -> object:
        found: object = super().clean(value)
        return self.empty() if found is None else found


class Optional:
    """Lets fields stay empty whose column may be empty."""

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **options: object
    ) -> forms.Field | None:
        is_structure = isinstance(db_field, JSONField)
        if is_structure:
            options["form_class"] = Structure
        field: forms.Field | None = super().formfield_for_dbfield(  # type: ignore[misc]
            db_field, request, **options
        )
        if field is not None and (is_structure or db_field.null or db_field.blank):
            field.required = False
        if isinstance(field, Structure):
            field.empty = db_field.default
        return field


class Row(Optional, ModelAdmin):  # type: ignore[type-arg]
    """A table of reference rows, changed by the head office; every change is noted."""

    form = RowForm
    list_per_page = 50
    actions_selection_counter = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_edit(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_edit(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_edit(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_edit(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_edit(request)

    def log_addition(self, request: HttpRequest, obj: Model, message: object) -> LogEntry:
        self._note(request, obj, change="added", message=message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: object) -> LogEntry:
        self._note(request, obj, change="changed", message=message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: "QuerySet[Any]") -> list[LogEntry]:
        for obj in queryset:
            self._note(request, obj, change="deleted", message=str(obj))
        return super().log_deletions(request, queryset)

    def _note(self, request: HttpRequest, obj: Model, *, change: str, message: object) -> None:
        office = obj if isinstance(obj, Office) else getattr(obj, "office", None)
        note_reference_change(
            row=f"{obj._meta.model_name}:{obj.pk}",
            office=office.code if office else None,
            detail={change: message},
            by=acting(request),
            now=clock.now(),
        )


class ReadOnly(Row):
    """A table that the service writes and nobody else."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Lines(Optional, TabularInline):  # type: ignore[type-arg]
    """Rows that belong to the row above them."""

    form = RowForm
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_edit(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_edit(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_edit(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_edit(request)
