"""Addresses of the hall screens and of the public waiting pages."""

from django.urls import path

from antrean.displays import hall, waiting

app_name = "displays"
urlpatterns = [
    path("layar/<slug:office>/", hall.hall, name="hall"),
    path("layar/<slug:office>/keadaan/", hall.state, name="state"),
    path("layar/<slug:office>/bunyi/", hall.sound, name="sound"),
    path("waktu-tunggu/", waiting.waiting, name="waiting"),
    path("waktu-tunggu/<slug:office>/", waiting.waiting_office, name="waiting_office"),
]
