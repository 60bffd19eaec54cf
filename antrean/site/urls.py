"""Which address leads to which room."""

from django.contrib import admin
from django.urls import include, path

from antrean.accounts.language import set_language

urlpatterns = [
    path("", include("antrean.web.urls")),
    path("loket/", include("antrean.counter.urls")),
    path("", include("antrean.displays.urls")),
    path("kios/", include("antrean.counter.kiosk.urls")),
    path("akun/", include("antrean.accounts.urls")),
    path("kantor-belakang/", admin.site.urls),
    path("kotak-surat/", include("antrean.jobs.urls")),
    path("bahasa/", set_language, name="set_language"),
    path("api/", include("antrean.api.urls")),
]
