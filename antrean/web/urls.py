"""Addresses of the applicant's pages: things have addresses, deeds are posts to things."""

from django.urls import path

from antrean.web.views import (
    applications,
    cancellations,
    check,
    confirmations,
    me,
    moves,
    office,
    offices,
    pages,
    person,
    purpose,
    requirements,
    tickets,
    times,
)

app_name = "web"
urlpatterns = [
    path("", pages.home, name="home"),
    path("cara-kerja/", pages.how_it_works, name="how_it_works"),
    path("bantuan/", pages.help_page, name="help"),
    path("aksesibilitas/", pages.accessibility, name="accessibility"),
    path("privasi/", pages.privacy, name="privacy"),
    path("tanpa-janji/<slug:which>/", pages.without_appointment, name="without_appointment"),
    path("syarat/", requirements.requirements, name="requirements"),
    path("syarat/<slug:slug>/", requirements.case, name="case"),
    path("kantor/", offices.offices, name="offices"),
    path("kantor/<slug:code>/", offices.office_page, name="office_page"),
    path("saya/", me.me, name="me"),
    path("permohonan/", applications.applications, name="applications"),
    path("permohonan/<slug:ref>/keperluan/", purpose.purpose, name="purpose"),
    path("permohonan/<slug:ref>/paspor-lama/", purpose.old_passport, name="old_passport"),
    path("permohonan/<slug:ref>/siapa/", person.person, name="person"),
    path("permohonan/<slug:ref>/kantor/", office.office, name="office"),
    path("permohonan/<slug:ref>/kantor-lain/", office.neighbours, name="neighbours"),
    path("permohonan/<slug:ref>/waktu/", times.times, name="times"),
    path("permohonan/<slug:ref>/periksa/", check.check, name="check"),
    path("permohonan/<slug:ref>/hasil/", applications.result, name="result"),
    path("permohonan/<slug:ref>/pembukaan/", applications.reopening, name="reopening"),
    path("janji/<slug:ref>/", tickets.ticket, name="ticket"),
    path("janji/<slug:ref>/kalender.ics", tickets.calendar, name="calendar"),
    path("janji/<slug:ref>/ubah/", moves.changing, name="changing"),
    path("janji/<slug:ref>/perubahan/", moves.moves, name="moves"),
    path("janji/<slug:ref>/batal/", cancellations.cancelling, name="cancelling"),
    path("janji/<slug:ref>/pembatalan/", cancellations.cancellations, name="cancellations"),
    path("janji/<slug:ref>/kepastian/", confirmations.confirmation, name="confirmation"),
    path("konfirmasi/<str:token>/", confirmations.by_link, name="confirm_by_link"),
]
