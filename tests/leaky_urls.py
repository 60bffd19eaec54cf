"""The site with four leaks, to show that the walk over all routes finds each of them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from antrean.records.models import Application
from antrean.site.urls import urlpatterns as sound


def open_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


@login_required
def open_to_every_account(request: HttpRequest, ref: str) -> HttpResponse:
    found = Application.objects.filter(ref=ref).first()
    if found is None:
        raise Http404
    return HttpResponse(found.purpose)


@login_required
def telling(request: HttpRequest, ref: str) -> HttpResponse:
    exists = Application.objects.filter(ref=ref).exists()
    return HttpResponse("not yours" if exists else "not found", status=404)


def breaking(request: HttpRequest, nothing_like_it: str) -> HttpResponse:
    return HttpResponse(nothing_like_it)


urlpatterns = [
    path("bocor/terbuka/", open_to_all),
    path("bocor/<slug:ref>/", open_to_every_account),
    path("bocor/<slug:ref>/bicara/", telling),
    path("bocor/<slug:nothing_like_it>/asing/", breaking),
    *sound,
]
