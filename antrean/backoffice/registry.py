"""The tables the back office shows. People, applications and appointments are not among them."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from antrean.actions.retry_notice import NotDead, retry_notice
from antrean.backoffice.duties import DutyTable
from antrean.backoffice.tables import Lines, ReadOnly, Row, acting
from antrean.records import clock, models

DATED = ("valid_from", "valid_to", "evidence")


class OpeningHoursLines(Lines):
    model = models.OpeningHours


class CapacityLines(Lines):
    model = models.Capacity


class OfficeTable(Row):
    """An office; its code never changes, so it can only be chosen once."""

    list_display = ("name", "code", "kind", "city", "province", "timezone")
    list_filter = ("kind", "timezone", "province")
    search_fields = ("name", "code", "city")
    ordering = ("name",)
    autocomplete_fields = ("parent",)
    inlines = (OpeningHoursLines, CapacityLines)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["code"] if obj else []


class OfOffice(Row):
    """A table whose rows belong to an office."""

    autocomplete_fields = ("office",)
    search_fields = ("office__name", "office__code")
    ordering: ClassVar[Any] = ("office__name", "id")
    list_select_related = ("office",)


class CapacityTable(OfOffice):
    list_display = ("office", "seats_per_day", "basis", "valid_from", "source")
    list_filter = ("basis",)


class PoolShareTable(OfOffice):
    list_display = ("office", "pool", "percent", "basis", "valid_from")
    list_filter = ("pool", "basis")


class ClosureTable(OfOffice):
    """Closed days. Those who already have a place that day are moved by their office."""

    list_display = ("day", "name_id", "kind", "office", "estimated")
    list_filter = ("kind", "estimated")
    date_hierarchy = "day"
    ordering = ("-day", "id")


class CalendarRuleTable(OfOffice):
    list_display = ("office", "horizon_days", "band_minutes", "scarce_from_percent", "valid_from")


class OfficeRuleTable(OfOffice):
    list_display = ("rule", "office", "province", *DATED)


class CounterTable(OfOffice):
    list_display = ("office", "number", "stages", "is_accessible", "arrow")


class StagePlanTable(OfOffice):
    """The stages of a service; a list such as ["documents", "photo"], in order."""

    list_display = ("service", "office", "stages", "valid_from")
    list_filter = ("service",)
    ordering = ("service", "office__name", "-valid_from")


class Labelled(Row):
    list_display = ("code", "label_id", "label_en", *DATED)
    search_fields = ("code", "label_id", "label_en")
    ordering = ("code", "valid_from")


class PapersLines(Lines):
    model = models.ApplicantTypeDocument


class ApplicantTypeTable(Row):
    search_fields = ("code", "label_id", "label_en")
    list_display = ("position", "code", "label_id", *DATED)
    ordering = ("position",)
    inlines = (PapersLines,)


class FeeTable(Row):
    list_display = ("item", "amount", *DATED)
    ordering = ("item", "valid_from")


class ThresholdTable(Row):
    list_display = ("code", "value", "unit", *DATED)


class ValidityRuleTable(Row):
    list_display = ("position", "code", "years_max", "until_age", *DATED)


class NoticeTable(ReadOnly):
    """Letters and what became of them; their content and codes are nobody's to read here."""

    list_display = ("kind", "masked_address", "state", "tries", "due_at", "last_error")
    list_filter = ("state", "kind", "language")
    search_fields = ("ref",)
    ordering = ("-due_at", "-id")
    fields = (
        *("kind", "ref", "version", "masked_address", "language", "state", "tries"),
        *("created_at", "due_at", "leased_until_at", "settled_at", "last_error", "message_id"),
    )
    actions = ("try_again",)

    @admin.display(description=_("Alamat tujuan"))
    def masked_address(self, notice: models.Notice) -> str:
        name, _at, domain = notice.to_address.partition("@")
        return f"{name[:1]}•••@{domain}"

    @admin.action(description=_("Coba kirim lagi"), permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[models.Notice]) -> None:
        """Put letters that were given up back into the outbox."""
        by = acting(request)
        for notice in queryset:
            try:
                retry_notice(notice, by=by, now=clock.now())
            except NotDead:
                text = _("Hanya surat yang gagal dapat dicoba lagi.")
                messages.warning(request, text)
            else:
                messages.success(request, _("Surat ini segera dikirim lagi."))


class LedgerEntryTable(ReadOnly):
    list_display = ("at", "deed", "scope", "subject", "actor")
    list_filter = ("deed",)
    search_fields = ("subject", "actor")
    ordering = ("-id",)
    list_select_related = ("link",)

    @admin.display(description=_("Buku"))
    def scope(self, entry: models.LedgerEntry) -> str:
        return entry.link.scope


class ImportRunTable(ReadOnly):
    list_display = ("at", "file", "rows", "created", "updated", "sha256")
    ordering = ("-id",)


REGISTER: dict[type[Model], type[Row]] = {
    models.Office: OfficeTable,
    models.Capacity: CapacityTable,
    models.PoolShare: PoolShareTable,
    models.Closure: ClosureTable,
    models.CalendarRule: CalendarRuleTable,
    models.OfficeRule: OfficeRuleTable,
    models.Counter: CounterTable,
    models.StagePlan: StagePlanTable,
    models.PassportType: Labelled,
    models.ValidityRule: ValidityRuleTable,
    models.Threshold: ThresholdTable,
    models.Fee: FeeTable,
    models.Document: Labelled,
    models.Condition: Labelled,
    models.DocumentRule: Labelled,
    models.ApplicantType: ApplicantTypeTable,
    models.PurposeRule: Labelled,
    models.Duty: DutyTable,
    models.Notice: NoticeTable,
    models.LedgerEntry: LedgerEntryTable,
    models.ImportRun: ImportRunTable,
}


def register_all() -> None:
    """Put every table on the site."""
    for table, shown_as in REGISTER.items():
        admin.site.register(table, shown_as)
