"""Who plays in the demonstration: made-up staff and applicants, and what each should try first."""

from datetime import date
from random import Random
from typing import NamedTuple

from antrean.adapters.made_up import MadeUp, made_up_nik

PASSWORD = "paspor-demo-2026"  # noqa: S105 - everybody may know it: it opens made-up accounts alone
OFFICES = ("kanim-tanjungpinang", "kanim-makassar", "kanim-jayapura")
"""One office for each time zone; the first sets the hour at which the demonstration begins."""


class Part(NamedTuple):
    """One login of the demonstration, as it is shown to whoever started it."""

    who: str
    username: str
    address: str
    first: str


class Staff(NamedTuple):
    """Somebody on duty; `office` is empty for the head office, which enters the back office."""

    username: str
    role: str
    office: str


STAFF = (
    Staff("petugas", "officer", "kanim-tanjungpinang"),
    Staff("petugas.dua", "officer", "kanim-tanjungpinang"),
    Staff("resepsionis", "receptionist", "kanim-tanjungpinang"),
    Staff("kepala", "office_head", "kanim-tanjungpinang"),
    Staff("petugas.makassar", "officer", "kanim-makassar"),
    Staff("petugas.jayapura", "officer", "kanim-jayapura"),
    Staff("pusat", "head_office", ""),
)


class Window(NamedTuple):
    """A counter of each of the offices."""

    number: int
    arrow: str
    is_accessible: bool


COUNTERS = (Window(1, "left", True), Window(2, "ahead", True), Window(3, "right", False))


class Crew(NamedTuple):
    """Who has worked in a hall since the morning, when somebody first looks at it."""

    door: str
    officer: str
    counter: int


CREWS = {
    "kanim-tanjungpinang": Crew("resepsionis", "petugas.dua", 2),
    "kanim-makassar": Crew("petugas.makassar", "petugas.makassar", 1),
    "kanim-jayapura": Crew("petugas.jayapura", "petugas.jayapura", 1),
}

PARTS = (
    Part("Siti, a mother of two", "siti", "/", "Ask for a time, for yourself or for a child."),
    Part(
        "Budi, who has a time", "budi", "/saya/", "Open the ticket, then move it or give it back."
    ),
    Part("Yohana, reads English", "yohana", "/saya/", "Open the ticket; read the mail in English."),
    Part(
        "Agus, whose day is today",
        "agus",
        "/saya/",
        "Open the ticket and its page of the day; watch it while the door and a counter work.",
    ),
    Part(
        "Officer at Tanjungpinang",
        "petugas",
        "/loket/kanim-tanjungpinang/konter/1/",
        "Open counter 1 and call; keep the hall screen in a second window.",
    ),
    Part(
        "Officer at counter 2",
        "petugas.dua",
        "/loket/kanim-tanjungpinang/konter/2/",
        "Somebody is served here: finish, call the next, take it back.",
    ),
    Part(
        "Receptionist at Tanjungpinang",
        "resepsionis",
        "/loket/kanim-tanjungpinang/",
        "Receive Agus by the code on his ticket, then somebody without an appointment.",
    ),
    Part(
        "Head at Tanjungpinang",
        "kepala",
        "/loket/kanim-tanjungpinang/balai/",
        "Try one more counter, agree to an exception, make this browser a kiosk, close the hall.",
    ),
    Part(
        "Officer at Makassar",
        "petugas.makassar",
        "/loket/kanim-makassar/bantuan/",
        "Apply for somebody without a phone.",
    ),
    Part("Officer at Jayapura", "petugas.jayapura", "/loket/", "See the hour: it is WIT there."),
    Part("Head office", "pusat", "/kantor-belakang/", "Set up a second factor, then look around."),
)


class Holder(NamedTuple):
    """An applicant one can sign in as; the last of `HOLDERS` marks that the example is complete."""

    username: str
    language: str
    office: str  # where they have a time; empty = they have not asked yet
    person: MadeUp
    children: tuple[MadeUp, ...] = ()
    is_today: bool = False  # has a time on the first day and has not come yet


CHANCE = Random(2017)  # noqa: S311 - the same people at every first start
NEW_CHANCE = Random(1979)  # noqa: S311 - apart, so that the others keep their numbers


def _person(name: str, *, born: date, sex: str, chance: Random = CHANCE) -> MadeUp:
    nik = made_up_nik(chance, born=born, sex=sex)
    return MadeUp(nik, name, born, sex, "Jl. Pelabuhan No. 7, Tanjungpinang", "+6281200002026")


HOLDERS = (
    Holder("budi", "id", OFFICES[0], _person("Budi Santoso", born=date(1984, 8, 17), sex="M")),
    Holder(
        "agus",
        "id",
        OFFICES[0],
        _person("Agus Wijaya", born=date(1979, 11, 3), sex="M", chance=NEW_CHANCE),
        is_today=True,
    ),
    Holder("yohana", "en", OFFICES[2], _person("Yohana Siregar", born=date(1995, 2, 3), sex="F")),
    Holder(
        "siti",
        "id",
        "",
        _person("Siti Rahmawati", born=date(1991, 4, 21), sex="F"),
        children=(
            _person("Melati Rahmawati", born=date(2016, 5, 2), sex="F"),
            _person("Gilang Rahmawati", born=date(2022, 9, 30), sex="M"),
        ),
    ),
)
