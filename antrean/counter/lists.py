"""Lists on officers' pages: who waits, in the order in which they will be called."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from antrean.counter import words
from antrean.counter.desk import Desk
from antrean.domain import wording
from antrean.records import boards
from antrean.records.models import Application, Call


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: never a full name and never an identity number."""

    number: str
    name: str
    purpose: str
    arrival: str
    minutes: int
    needs: list[str]


def line(desk: Desk) -> list[Waiting]:
    """Return the first who wait."""
    return [
        Waiting(
            number=words.number(place),
            name=masked(place.application),
            purpose=str(words.PURPOSES.get(place.application.purpose, "")),
            arrival=words.arrival(place).rsplit(" ", 1)[0],  # the heading names the zone
            minutes=max(0, int((desk.now - place.check_in.at).total_seconds() // 60)),
            needs=words.needs(place.application.answers),
        )
        for place in boards.next_in_line(desk.office, now=desk.now)
    ]


def masked(application: Application) -> str:
    """Return the first name and an initial."""
    return wording.masked_name(application.applicant.full_name) if application.applicant else ""


@dataclass(frozen=True, slots=True)
class Current:
    """Whom a counter serves now; the name is masked until the officer opens the identity."""

    number: str
    name: str
    purpose: str
    arrival: str
    since: str
    needs: list[str]


def current(call: Call) -> Current:
    """Return what the console shows of an open call."""
    place = call.appointment
    since = wording.clock_in_words(
        call.at, timezone=place.office.timezone, language=words.language()
    )
    return Current(
        number=words.number(place),
        name=masked(place.application),
        purpose=str(words.PURPOSES.get(place.application.purpose, "")),
        arrival=words.arrival(place),
        since=since,
        needs=words.needs(place.application.answers),
    )


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody this office helped today, and how far it went."""

    name: str
    state: object
    url: str


STATES = {
    "draft": gettext_lazy("Belum dikirim"),
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
