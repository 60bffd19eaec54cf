"""Gives pages of the sign-in library the status of our own: 422 for a form with mistakes."""

from django.forms import BaseForm
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.deprecation import MiddlewareMixin

FORMS = ("form", "verify_form", "change_form", "webauthn_form")


class FormMistakes(MiddlewareMixin):
    """Browsers, screen readers and tests can tell a refused form from a fresh page."""

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Change the status before the page is drawn; other answers stay as they are."""
        context = response.context_data or {}
        forms = (context.get(name) for name in FORMS)
        if response.status_code == 200 and any(_refused(form) for form in forms):
            response.status_code = 422
        return response


def _refused(form: object) -> bool:
    return isinstance(form, BaseForm) and form.is_bound and bool(form.errors)
