"""Says what became of an application: the time that was given, or why there is none."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from antrean.domain.wishes import from_json
from antrean.domain.wording import day_in_words
from antrean.records import reference, tickets
from antrean.records.models import Application
from antrean.ui.pieces import Row
from antrean.web import answers, places, reader


def given(application: Application) -> dict[str, object]:
    """Return what the confirmation shows."""
    appointment = tickets.last_appointment(application)
    if appointment is None:
        raise ValueError("A live application has a place.")
    place = places.in_words(appointment)
    rows = [
        Row(_("Hari"), place.day),
        Row(_("Datang pukul"), place.arrival),
        Row(_("Rentang waktu"), place.window),
        Row(_("Tempat"), f"{place.office}\n{place.where}"),
        Row(_("Pemohon"), place.applicant),
    ]
    return {"place": place, "rows": rows, "asked": _asked(tickets.question_days(appointment))}


def _asked(days: Sequence[int]) -> str:
    """Say when the holder is asked whether they still come; nothing where it is too late."""
    if not days:
        return ""
    if len(days) == 1:
        return _("Satu hari sebelumnya kami bertanya apakah Anda tetap datang.")
    return _("Tiga hari dan satu hari sebelumnya kami bertanya apakah Anda tetap datang.")


def refused(application: Application) -> dict[str, object]:
    """Return why no window fits, what comes next, and what was wished for."""
    refusal = application.refusal or {}
    wishes = from_json(application.wishes)
    return {
        "sentences": reasons(
            refusal.get("reason"), next_day=refusal.get("next_day"), code=refusal.get("office")
        ),
        "rows": [
            Row(_("Kantor"), answers.offices(wishes)),
            Row(_("Waktu"), answers.times(wishes)),
        ],
        "reopen_url": reverse("web:reopening", args=[application.ref]),
    }


def reasons(reason: str | None, *, next_day: str | None, code: str | None) -> list[str]:
    """Say why no window fits and which date comes next; `next_day` as in 2026-12-01."""
    by_wishes = reason == "wishes"
    said = [
        _("Di luar waktu yang tidak bisa Anda datangi, semua tempat sudah terisi.")
        if by_wishes
        else _("Semua tempat di kantor pilihan Anda sudah terisi.")
    ]
    if not next_day:
        return [*said, _("Coba lagi besok: hari baru dibuka setiap hari.")]
    office = reference.known_offices().get(code or "")
    when = day_in_words(date.fromisoformat(next_day), language=reader.language())
    told = {"day": when, "office": office.name if office else _("kantor pilihan Anda")}
    if by_wishes:
        return [*said, _("Tempat terdekat: %(day)s di %(office)s.") % told]
    return [*said, _("Hari yang dibuka berikutnya: %(day)s di %(office)s.") % told]
