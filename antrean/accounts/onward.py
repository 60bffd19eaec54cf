"""Where a person was going before we asked them for something."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from antrean.ui.gates import ONWARD


def onward(request: HttpRequest, *, otherwise: str = settings.LOGIN_REDIRECT_URL) -> str:
    """Return the address on this site the request wants to go on to; else "my page"."""
    wanted = request.POST.get(ONWARD) or request.GET.get(ONWARD) or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and wanted.startswith("/") else otherwise


def with_onward(url: str, request: HttpRequest) -> str:
    """Return our own address, carrying on where the request wants to go."""
    return f"{url}?{urlencode({ONWARD: onward(request)})}"
