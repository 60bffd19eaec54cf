"""Addresses of the kiosk."""

from django.urls import path

from antrean.counter.kiosk import pages

app_name = "kiosk"
urlpatterns = [
    path("", pages.start, name="start"),
    path("layanan/", pages.service, name="service"),
    path("kebutuhan/", pages.needs, name="needs"),
    path("nomor/", pages.number, name="number"),
    path("kehadiran/", pages.arrival, name="arrival"),
    path("bantuan/", pages.help_call, name="help"),
    path("huruf/", pages.large_print, name="large_print"),
]
