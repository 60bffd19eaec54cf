"""The language button: this browser speaks it, and mails to the account follow."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as remember_in_browser

from antrean.actions.choose_language import choose_language
from antrean.records.models import Account

KNOWN = frozenset(code for code, _ in settings.LANGUAGES)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language for the browser and, for somebody signed in, for their mails."""
    language = request.POST.get("language")
    if isinstance(request.user, Account) and language in KNOWN:
        choose_language(account=request.user, language=language)
    response: HttpResponse = remember_in_browser(request)
    return response
