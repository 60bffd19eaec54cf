"""Addresses of the hall screens and of the public waiting pages."""

from django.urls import path

from antrean.displays import hall, voice, waiting

app_name = "displays"
VOICE = "layar/suara/<slug:office>/<str:language>"
urlpatterns = [
    path(f"{VOICE}/daftar.json", voice.contents, name="voice_contents"),
    path(f"{VOICE}/<str:name>.<str:ending>", voice.fragment, name="voice"),
    path("layar/<slug:office>/", hall.hall, name="hall"),
    path("layar/<slug:office>/keadaan/", hall.state, name="state"),
    path("layar/<slug:office>/bunyi/", hall.sound, name="sound"),
    path("waktu-tunggu/", waiting.waiting, name="waiting"),
    path("waktu-tunggu/<slug:office>/", waiting.waiting_office, name="waiting_office"),
]
