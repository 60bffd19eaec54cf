"""Addresses of the demonstration's inbox."""

from django.urls import path

from antrean.jobs import inbox_pages

app_name = "jobs"
urlpatterns = [
    path("", inbox_pages.letters, name="inbox"),
    path("<slug:name>/", inbox_pages.letter, name="letter"),
    path("<slug:name>/tampilan/", inbox_pages.as_mail, name="as_mail"),
    path("<slug:name>/lampiran/<int:number>/", inbox_pages.file, name="file"),
]
