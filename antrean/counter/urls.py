"""Addresses of the officer's pages."""

from django.urls import path

from antrean.counter import (
    helped_check,
    helped_people,
    helped_purpose,
    helped_ticket,
    helped_time,
    offices,
    places,
    releases,
)
from antrean.counter.hall import console_urls, reception_urls

app_name = "counter"
urlpatterns = [
    path("", offices.offices, name="offices"),
    *console_urls.urlpatterns,
    *reception_urls.urlpatterns,
    path("<slug:office>/pelepasan/", releases.releasing, name="release"),
    path("<slug:office>/bantuan/", helped_people.people, name="help"),
    path("<slug:office>/bantuan/<slug:ref>/", helped_check.check, name="helped"),
    path("<slug:office>/bantuan/<slug:ref>/keperluan/", helped_purpose.purpose, name="purpose"),
    path("<slug:office>/bantuan/<slug:ref>/waktu/", helped_time.times, name="times"),
    path("<slug:office>/bantuan/<slug:ref>/pembukaan/", helped_check.reopening, name="reopen"),
    path("<slug:office>/bantuan/<slug:ref>/penarikan/", helped_check.withdrawing, name="withdraw"),
    path("<slug:office>/bantuan/<slug:ref>/tiket/", helped_ticket.ticket, name="ticket"),
    path("<slug:office>/janji/", places.find, name="find_place"),
    path("<slug:office>/janji/<slug:code>/", places.place, name="place"),
    path("<slug:office>/janji/<slug:code>/waktu/", places.moving, name="move"),
    path("<slug:office>/janji/<slug:code>/pembatalan/", places.cancelling, name="cancel"),
]
