"""Forms look like ours wherever they come from, allauth's pages included."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draw `{{ form }}` and `{{ form.x.as_field_group }}` with the components of this room.

    Needs `django.forms` among the installed apps, after `antrean.ui`.
    """

    form_template_name = "ui/fields.html"
    field_template_name = "ui/field.html"
