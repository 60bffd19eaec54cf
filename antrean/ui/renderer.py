"""Forms look like ours wherever they come from, allauth's pages included."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString

from antrean.ui.controls import DRAWN, FIELD, field


class Renderer(TemplatesSetting):
    """Draw `{{ form }}` and `{{ form.x.as_field_group }}` with the components of this room.

    Needs `django.forms` among the installed apps, after `antrean.ui`.
    """

    form_template_name = "ui/fields.html"
    field_template_name = FIELD

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """Draw fields and controls by themselves, and everything else with its template."""
        if template_name == FIELD:
            return field(context["field"])
        if draw := DRAWN.get(template_name):
            return draw(context["widget"])
        return SafeString(super().render(template_name, context, request))
