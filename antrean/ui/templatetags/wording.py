"""Dates, times and money in the reader's language, for templates.

`{{ day|day_in_words }}`, `{{ instant|instant_in_words:office.timezone }}`, `{{ fee|rupiah }}`.
"""

from datetime import date, datetime, time

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from antrean.domain import wording

register = template.Library()


def _language() -> str:
    return get_language() or "id"


@register.filter
def day_in_words(day: date) -> SafeString:
    """Say a day, marked up as `<time>`: "Selasa, 1 Desember 2026"."""
    return _marked(day.isoformat(), wording.day_in_words(day, language=_language()))


@register.filter
def date_in_words(day: date) -> SafeString:
    """Say a date without its weekday: "1 Desember 2026"."""
    return _marked(day.isoformat(), wording.date_in_words(day, language=_language()))


@register.filter
def day_in_short(day: date) -> SafeString:
    """Say a day briefly, for staff: "Sel, 1 Des"."""
    return _marked(day.isoformat(), wording.day_in_short(day, language=_language()))


@register.filter
def instant_in_words(at: datetime, timezone: str) -> SafeString:
    """Say an instant in the office's zone: "Selasa, 1 Desember 2026, 09.30 WIB"."""
    said = wording.instant_in_words(at, timezone=timezone, language=_language())
    return _marked(at.isoformat(), said)


@register.filter
def clock_in_words(at: datetime, timezone: str) -> SafeString:
    """Say only the time of an instant in the office's zone: "09.30 WIB"."""
    said = wording.clock_in_words(at, timezone=timezone, language=_language())
    return _marked(at.isoformat(), said)


@register.filter
def time_in_words(hour: time, timezone: str) -> str:
    """Say a time that already is in the office's zone: "09.30 WIB"."""
    return wording.time_in_words(hour, timezone=timezone, language=_language())


@register.filter
def zone_label(timezone: str) -> str:
    return wording.zone_label(timezone)


@register.filter
def kilometres(distance_km: float) -> str:
    return wording.kilometres(distance_km, language=_language())


@register.filter
def minutes_in_words(minutes: int) -> str:
    return wording.minutes_in_words(minutes, language=_language())


register.filter("rupiah", wording.rupiah)
register.filter("masked_name", wording.masked_name)
register.filter("grouped_code", wording.grouped_code)


def _marked(value: str, said: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value, said)
