"""Addresses of the reception: the door, the overview, exceptions, devices, appeals."""

from django.urls import URLPattern, path

from antrean.counter.hall import (
    appeals,
    arrivals,
    devices,
    exceptions,
    hall_deeds,
    lookups,
    overview,
    returning,
    walk_ins,
    what_if,
)

HALL = "<slug:office>/balai/"
VISIT = "<slug:office>/kunjungan/<int:visit>/"

urlpatterns: list[URLPattern] = [
    path("<slug:office>/", arrivals.today, name="today"),
    path("<slug:office>/kehadiran/", arrivals.attendance, name="attendance"),
    path("<slug:office>/datang-langsung/", walk_ins.walking_in, name="walk_in"),
    path("<slug:office>/pencarian/", lookups.looking_up, name="look_up"),
    path(f"{VISIT}nomor/", walk_ins.slip, name="slip"),
    path(f"{VISIT}kembali/", returning.returning, name="returning"),
    path(f"{VISIT}prioritas/", returning.priority, name="priority"),
    path(HALL, overview.overview, name="overview"),
    path(f"{HALL}pengumuman/", hall_deeds.announcing, name="announce"),
    path(f"{HALL}keadaan/", hall_deeds.changing, name="hall_state"),
    path(f"{HALL}penutupan/", hall_deeds.closing, name="close_hall"),
    path(f"{HALL}gangguan/<int:alert>/", overview.alert, name="end_alert"),
    path("<slug:office>/pengecualian/", exceptions.exceptions, name="exceptions"),
    path("<slug:office>/pengecualian/<int:asked>/", exceptions.deciding, name="decide_exception"),
    path("<slug:office>/keberatan/", appeals.appeals, name="appeals"),
    path("<slug:office>/keberatan/<int:absence>/", appeals.deciding, name="decide_appeal"),
    path("<slug:office>/perangkat/", devices.devices, name="devices"),
    path("<slug:office>/perangkat/<int:device>/", devices.taking_down, name="take_down"),
    path("<slug:office>/kalau/", what_if.asking, name="what_if"),
]
