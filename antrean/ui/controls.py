"""The controls of forms, drawn without templates: a page of questions has dozens of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Widget = Mapping[str, Any]
"""What Django's widgets tell their templates: `type`, `name`, `value`, `attrs`, `label` ..."""


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Write attributes as HTML; a placeholder is never shown, as it goes when one types."""
    return SafeString("".join(_attributes(attrs)))


def _attributes(attrs: Mapping[str, Any]) -> Iterator[str]:
    for name, value in attrs.items():
        if value is True:
            yield f" {conditional_escape(name)}"
        elif value is not False and name != "placeholder":
            yield f' {conditional_escape(name)}="{conditional_escape(value)}"'


def control(widget: Widget) -> SafeString:
    """Draw one input."""
    value = widget["value"]
    said = "" if value is None else f' value="{conditional_escape(value)}"'
    start = f'<input type="{widget["type"]}" name="{conditional_escape(widget["name"])}"'
    return SafeString(f"{start}{said}{attributes(widget['attrs'])}>")


def choices(widget: Widget) -> SafeString:
    """Draw radio buttons or checkboxes, one a line, groups with their name."""
    return SafeString(f'<div class="options"{_id(widget)}>{"".join(_choices(widget))}\n</div>')


def _choices(widget: Widget) -> Iterator[str]:
    for group, options, _index in widget["optgroups"]:
        if group:
            yield f'\n<p class="options-group">{conditional_escape(group)}</p>'
        for option in options:
            label = option["label"]
            yield f'\n<div class="option">{control(option)}\n<label{_for(option)}>'
            if aside := getattr(label, "aside", ""):
                yield f'<span class="option-aside">{conditional_escape(aside)}</span>'
            yield f'<span class="option-name">{conditional_escape(label)}</span>'
            if hint := getattr(label, "hint", ""):
                yield f'<span class="option-hint">{linebreaksbr(hint)}</span>'
            yield "</label></div>"


def tiles(widget: Widget) -> SafeString:
    """Draw checkboxes as tiles side by side, for parts of a day that are not possible."""
    said = f'<span class="tile-said">{_("tidak bisa")}</span>'
    drawn = (
        f'\n<div class="tile">{control(option)}\n<label{_for(option)}>'
        f"{conditional_escape(option['label'])} {said}</label></div>"
        for _group, options, _index in widget["optgroups"]
        for option in options
    )
    return SafeString(f'<div class="tiles"{_id(widget)}>{"".join(drawn)}\n</div>')


def day_parts(widget: Widget) -> SafeString:
    """Draw day, month and year as three short inputs, each with its own label."""
    named = (("short", _("Hari")), ("short", _("Bulan")), ("year", _("Tahun")))
    drawn = (
        f'\n<div class="date-{size}"><label{_for(part)}>{label}</label>{control(part)}\n</div>'
        for (size, label), part in zip(named, widget["subwidgets"], strict=True)
    )
    return SafeString(f'<div class="date-parts">{"".join(drawn)}\n</div>')


def _id(widget: Widget) -> str:
    named = widget["attrs"].get("id")
    return f' id="{conditional_escape(named)}"' if named else ""


def _for(widget: Widget) -> str:
    return f' for="{conditional_escape(widget["attrs"].get("id", ""))}"'


INPUTS = ("checkbox", "email", "hidden", "number", "password", "search", "tel", "text", "url")
DRAWN: Mapping[str, Callable[[Widget], SafeString]] = {
    **{f"django/forms/widgets/{kind}.html": control for kind in INPUTS},
    "django/forms/widgets/checkbox_select.html": choices,
    "django/forms/widgets/radio.html": choices,
    "ui/widgets/day_parts.html": day_parts,
    "ui/widgets/tiles.html": tiles,
}
"""By the name under which a widget asks for its template."""
