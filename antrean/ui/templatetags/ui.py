"""The components that need a little Python: fields, the error summary, small marks."""

from dataclasses import dataclass

from django import template
from django.forms import BaseForm, BoundField, Field
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from antrean.ui import controls

register = template.Library()
register.filter("attributes", controls.attributes)
register.simple_tag(controls.field)
register.simple_tag(controls.steps_done)


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence of the error summary and the control it leads to."""

    sentence: str
    target: str = ""


@register.simple_tag
def error_summary(*forms: BaseForm | str | None) -> SafeString:
    """List every mistake of the given forms once, each leading to its control."""
    found = dict.fromkeys(problem for form in forms for problem in _problems(form))
    return render_to_string("ui/error_summary.html", {"problems": found}) if found else SafeString()


@register.filter
def control(bound: BoundField) -> str:
    """Return the id of the control a link should lead to: the first one of a group."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label


@register.filter
def kind(bound: BoundField) -> str:
    """Return the widget's kind: "checkbox", "radioselect", "text" ..."""
    return bound.widget_type


def _problems(form: BaseForm | str | None) -> list[Problem]:
    if not isinstance(form, BaseForm) or not form.is_bound:
        return []
    whole = [Problem(str(error)) for error in form.non_field_errors()]
    hidden = [Problem(str(e)) for bound in form.hidden_fields() for e in bound.errors]
    single = [
        Problem(_told_apart(str(error), bound), control(bound))
        for bound in form.visible_fields()
        for error in bound.errors
    ]
    return whole + hidden + single


def _told_apart(sentence: str, bound: BoundField) -> str:
    """Name the field where the sentence alone does not: "Nama lengkap: isi bagian ini."."""
    if sentence != Field.default_error_messages["required"]:
        return sentence
    mark = "" if bound.label.endswith("?") else ":"
    return f"{bound.label}{mark} {sentence}"
