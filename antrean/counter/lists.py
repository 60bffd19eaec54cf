"""Lists on officers' pages: whom the office helped today."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from antrean.counter.desk import Desk
from antrean.domain import wording
from antrean.records import boards
from antrean.records.models import Application


def masked(application: Application) -> str:
    """Return the first name and an initial."""
    return wording.masked_name(application.applicant.full_name) if application.applicant else ""


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody this office helped today, and how far it went."""

    name: str
    state: object
    url: str


STATES = {
    "draft": gettext_lazy("Belum dikirim"),
    "in_draw": gettext_lazy("Menunggu undian"),
    "live": gettext_lazy("Punya janji"),
    "refused": gettext_lazy("Belum dapat tempat"),
    "blocked": gettext_lazy("Terhalang permohonan lain"),
    "ended": gettext_lazy("Selesai"),
}


def helped(desk: Desk) -> list[Helped]:
    """Return whom this office helped today, the latest first."""
    return [
        Helped(masked(each), STATES[each.state], desk.url("helped", ref=each.ref))
        for each in boards.helped_today(desk.office, now=desk.now)
    ]
