"""The fields of forms, drawn without templates: a page of questions has dozens of controls."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from antrean.ui.pieces import Option, Step

Widget = Mapping[str, Any]
"""What Django's widgets tell their templates: `type`, `name`, `value`, `attrs`, `label` ..."""


SPECIAL = re.compile("[&<>\"']")


def said(words: object) -> str:
    """Escape words, but for those that are safe already."""
    text = words if isinstance(words, str) else str(words)
    is_plain = isinstance(text, SafeString) or not SPECIAL.search(text)
    return text if is_plain else escape(text)


def field(bound: BoundField, *, question: bool = False) -> SafeString:
    """Draw one field with its label, hint and mistakes; as a question, the label is the heading."""
    return SafeString("\n".join(_field(bound, question=question)))


def _field(bound: BoundField, *, question: bool) -> Iterator[str]:
    errors, is_checkbox = bound.errors, bound.widget_type == "checkbox"
    yield f'<div class="field{" field-wrong" if errors else ""}">'
    if bound.use_fieldset:
        described = bound.aria_describedby
        by = f' aria-describedby="{said(described)}"' if described else ""
        yield f"<fieldset{by}>"
        if question:
            yield f"<legend><h1>{said(bound.label)}</h1></legend>"
        else:
            yield f'<legend class="label">{_label(bound)}</legend>'
    elif not is_checkbox:
        yield _label_for(bound, question=question)
    if bound.help_text:
        yield f'<div class="hint" id="{said(bound.auto_id)}_helptext">{said(bound.help_text)}</div>'
    if errors:
        start = f'<p><span class="unseen">{_("Kesalahan:")}</span>'
        listed = "".join(f"{start} {said(error)}</p>" for error in errors)
        yield f'<div class="field-error" id="{said(bound.auto_id)}_error">{listed}</div>'
    if is_checkbox:
        label = f'<label for="{said(bound.id_for_label)}">{said(bound.label)}</label>'
        yield f'<div class="option">{bound}{label}</div>'
    else:
        yield str(bound)
    yield "</fieldset>\n</div>" if bound.use_fieldset else "</div>"


def _label_for(bound: BoundField, *, question: bool) -> str:
    target = said(bound.id_for_label)
    if question:
        return f'<h1><label for="{target}">{said(bound.label)}</label></h1>'
    return f'<label class="label" for="{target}">{_label(bound)}</label>'


def _label(bound: BoundField) -> str:
    if bound.field.required:
        return said(bound.label)
    return f'{said(bound.label)} <span class="optional">{_("(boleh dikosongkan)")}</span>'


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Write attributes as HTML; a placeholder is never shown, as it goes when one types."""
    return SafeString("".join(_attributes(attrs)))


def _attributes(attrs: Mapping[str, Any]) -> Iterator[str]:
    for name, value in attrs.items():
        if value is True:
            yield f" {said(name)}"
        elif value is not False and name != "placeholder":
            yield f' {said(name)}="{said(value)}"'


def control(widget: Widget) -> SafeString:
    """Draw one input."""
    value = widget["value"]
    valued = "" if value is None else f' value="{said(value)}"'
    start = f'<input type="{widget["type"]}" name="{said(widget["name"])}"'
    return SafeString(f"{start}{valued}{attributes(widget['attrs'])}>")


def choices(widget: Widget) -> SafeString:
    """Draw radio buttons or checkboxes, one a line, groups with their name."""
    return SafeString(f'<div class="options"{_id(widget)}>{"".join(_choices(widget))}\n</div>')


def _choices(widget: Widget) -> Iterator[str]:
    for group, options, _index in widget["optgroups"]:
        if group:
            yield f'\n<p class="options-group">{said(group)}</p>'
        for option in options:
            label, aside, hint = _parts(option["label"])
            yield f'\n<div class="option">{control(option)}\n<label{_for(option)}>'
            if aside:
                yield f'<span class="option-aside">{said(aside)}</span>'
            yield f'<span class="option-name">{said(label)}</span>'
            if hint:
                lines = said(hint).replace("\n", "<br>")
                yield f'<span class="option-hint">{lines}</span>'
            yield "</label></div>"


def _parts(label: object) -> tuple[str, str, str]:
    """Return the words of a choice: its name, the word at the right, and the line of help."""
    if isinstance(label, Option):
        return str(label.label), str(label.aside), str(label.hint)
    return label if isinstance(label, str) else str(label), "", ""


def tiles(widget: Widget) -> SafeString:
    """Draw checkboxes as tiles side by side, for parts of a day that are not possible."""
    cannot = f'<span class="tile-said">{_("tidak bisa")}</span>'
    drawn = (
        f'\n<div class="tile">{control(option)}\n<label{_for(option)}>'
        f"{said(option['label'])} {cannot}</label></div>"
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
    return f' id="{said(named)}"' if named else ""


def _for(widget: Widget) -> str:
    return f' for="{said(widget["attrs"].get("id", ""))}"'


def steps_done(steps: Iterable[Step]) -> SafeString:
    """Draw the list of the steps of a path; those that are done lead back to themselves."""
    done = f'<span class="unseen">, {_("selesai")}</span>'
    return SafeString("".join(_step(step, done=done) for step in steps))


def _step(step: Step, *, done: str) -> str:
    label, is_done = said(step.label), step.state == "done"
    current = ' aria-current="step"' if step.state == "current" else ""
    if is_done and step.url:
        label = f'<a href="{said(step.url)}">{label}</a>'
    return f'<li class="progress-{step.state}"{current}>{label}{done if is_done else ""}</li>\n'


FIELD = "field"
INPUTS = ("checkbox", "email", "hidden", "number", "password", "search", "tel", "text", "url")
DRAWN: Mapping[str, Callable[[Widget], SafeString]] = {
    **{f"django/forms/widgets/{kind}.html": control for kind in INPUTS},
    "django/forms/widgets/checkbox_select.html": choices,
    "django/forms/widgets/radio.html": choices,
    "ui/widgets/day_parts.html": day_parts,
    "ui/widgets/tiles.html": tiles,
}
"""By the name under which a widget asks for its template."""
