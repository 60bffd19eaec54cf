"""Which address leads to which room."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("antrean.web.urls")),
    path("loket/", include("antrean.counter.urls")),
    path("akun/", include("antrean.accounts.urls")),
    path("kantor-belakang/", admin.site.urls),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("api/", include("antrean.api.urls")),
]
