"""Which kiosk or screen a browser is: staff put it up once, a cookie proves it from then on."""

from django.http import HttpRequest, HttpResponse

from antrean.records import access
from antrean.records.models import Device

COOKIE = "perangkat"
YEAR_SECONDS = 365 * 24 * 3600


def device_of(request: HttpRequest, *, kind: str) -> Device | None:
    """Return the device this browser is, None for anybody else's browser."""
    key = request.COOKIES.get(COOKIE, "")
    return access.device(key, kind=kind) if key else None


def make_device(response: HttpResponse, *, key: str, secure: bool) -> None:
    """Let the browser that gets this answer be the device of that key from now on."""
    response.set_cookie(
        COOKIE, key, max_age=YEAR_SECONDS, httponly=True, samesite="Strict", secure=secure
    )


def forget_device(response: HttpResponse) -> None:
    """Let the browser be an ordinary one again."""
    response.delete_cookie(COOKIE, samesite="Strict")
