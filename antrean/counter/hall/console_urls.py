"""Addresses of the counter consoles."""

from django.urls import URLPattern, path

from antrean.counter.hall import (
    console_deeds,
    console_entry,
    console_exceptions,
    console_identity,
    console_keys,
    console_page,
    console_papers,
    console_pauses,
    console_summary,
)

HERE = "<slug:office>/konter/<int:number>/"
CALL = f"{HERE}panggilan/<int:call>/"

urlpatterns: list[URLPattern] = [
    path("<slug:office>/konter/", console_entry.choosing, name="counters"),
    path(HERE, console_page.console, name="console"),
    path(f"{HERE}antrean/", console_page.line, name="console_line"),
    path(f"{HERE}penutupan/", console_entry.closing, name="console_close"),
    path(f"{HERE}ringkasan/", console_summary.summary, name="console_summary"),
    path(f"{HERE}jeda/", console_pauses.pausing, name="console_pause"),
    path(f"{HERE}jeda/akhir/", console_pauses.resuming, name="console_resume"),
    path(f"{HERE}tombol/", console_keys.choosing, name="console_keys"),
    path(f"{HERE}pengecualian/", console_exceptions.asking, name="console_exception"),
    path(f"{HERE}urungan/", console_deeds.undoing, name="console_undo"),
    path(f"{HERE}berkas/<int:check>/", console_papers.sheet, name="console_missing"),
    path(f"{HERE}panggilan/", console_deeds.calling, name="console_next"),
    path(f"{CALL}layanan/", console_deeds.starting, name="console_start"),
    path(f"{CALL}akhir/", console_deeds.finishing, name="console_finish"),
    path(f"{CALL}ulangan/", console_deeds.recalling, name="console_recall"),
    path(f"{CALL}ketidakhadiran/", console_deeds.missing, name="console_absent"),
    path(f"{CALL}alihan/", console_deeds.transferring, name="console_transfer"),
    path(f"{CALL}parkir/", console_deeds.parking, name="console_park"),
    path(f"{CALL}berkas/", console_papers.checking, name="console_papers"),
    path(f"{CALL}identitas/", console_identity.identity, name="console_identity"),
]
