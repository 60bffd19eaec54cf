"""The kiosk's screens: what brings you, what do you need, and what to do next."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from antrean.actions.hall.alerts import raise_alert
from antrean.counter.kiosk import numbers
from antrean.counter.kiosk.forms import NEEDS, PEOPLE_MAX, SERVICES, NeedsForm, ServiceForm
from antrean.counter.kiosk.gate import LARGE, Kiosk, at_kiosk, page, start_over


@require_safe
@at_kiosk
def start(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Show the first screen, with the field for a scanned code ready."""
    answer = page(request, kiosk, "start.html", called=request.GET.get("bantuan") == "1")
    return start_over(answer) if request.GET.get("selesai") else answer


@require_safe
@at_kiosk
def service(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Ask what somebody without an appointment came for."""
    return page(request, kiosk, "service.html", services=SERVICES)


@require_safe
@at_kiosk
def needs(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Ask how many people, and what they need."""
    form = ServiceForm(request.GET)
    if not form.is_valid():
        return redirect("kiosk:service")
    chosen = form.cleaned_data["service"]
    return page(
        request,
        kiosk,
        "needs.html",
        service=chosen,
        service_label=SERVICES[chosen],
        needs=NEEDS,
        people=range(1, PEOPLE_MAX + 1),
        key=uuid4(),
    )


@require_POST
@at_kiosk
def number(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Give a number to somebody without an appointment."""
    form = NeedsForm(request.POST)
    if not form.is_valid():
        return redirect("kiosk:service")
    return numbers.given(request, kiosk, form)


@require_POST
@at_kiosk
def arrival(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Check in whoever holds the code."""
    return numbers.arrived(request, kiosk, code=request.POST.get("code", ""))


@require_POST
@at_kiosk
def help_call(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Call somebody of the staff to this kiosk."""
    raise_alert(device=kiosk.device, kind="help", now=kiosk.now)
    return page(
        request,
        kiosk,
        "help.html",
        sentences=[_("Petugas sudah dipanggil."), _("Mohon tunggu di kios ini.")],
    )


@require_POST
@at_kiosk
def large_print(request: HttpRequest, _kiosk: Kiosk) -> HttpResponse:
    """Switch large print on or off until the visitor's turn ends."""
    answer = redirect("kiosk:start")
    if request.COOKIES.get(LARGE) == "1":
        answer.delete_cookie(LARGE)
    else:
        answer.set_cookie(LARGE, "1", httponly=True, samesite="Strict")
    return answer
