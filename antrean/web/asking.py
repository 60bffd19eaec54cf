"""Shows one question of the path, and says whether an answer came."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from antrean.records.models import Application
from antrean.web import steps


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also when it is empty; None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def question(
    request: HttpRequest,
    application: Application,
    form: BaseForm,
    *,
    step: str,
    back: str,
    **more: object,
) -> HttpResponse:
    """Return the page of one question; `back` is the address "Kembali" leads to.

    Those who came from the check page go back there. A form with mistakes is shown again with
    status 422, and nothing typed is lost. `template` may name another template than the step's.
    """
    template = more.pop("template", step)
    context = {
        "form": form,
        "back_url": from_check(request, application) or back,
        "steps": steps.progress(application, current=step),
        **more,
    }
    return render(request, f"web/{template}.html", context, status=422 if form.is_bound else 200)


def onward(request: HttpRequest, application: Application, *, to: str = "") -> str:
    """Return where an answered question leads: on to `to`, or back to where somebody came from."""
    if to and not comes_from_check(request):
        return steps.address(to, application)
    return steps.next_url(application)


def comes_from_check(request: HttpRequest) -> bool:
    return request.GET.get("dari") == "periksa"


def from_check(request: HttpRequest, application: Application) -> str:
    """Return the address of the check page for those who came from it, else nothing."""
    return steps.address("check", application) if comes_from_check(request) else ""


def mark_of(request: HttpRequest) -> str:
    """Return what an address must carry so that its page still leads back to the check page."""
    return f"?{steps.FROM_CHECK}" if comes_from_check(request) else ""
