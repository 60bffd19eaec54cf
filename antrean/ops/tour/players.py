"""The forty people of the tour: where they live, when they cannot come, and what they will do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from antrean.adapters.made_up import made_up_nik

PASSWORD = "hujan di bulan juni"  # noqa: S105 - made-up accounts in a database of their own
TANJUNGPINANG, MAKASSAR, JAYAPURA = "kanim-tanjungpinang", "kanim-makassar", "kanim-jayapura"
TOWNS = {TANJUNGPINANG: "Tanjungpinang", MAKASSAR: "Makassar", JAYAPURA: "Jayapura"}
ZONES = {"Asia/Jakarta": TANJUNGPINANG, "Asia/Makassar": MAKASSAR, "Asia/Jayapura": JAYAPURA}
"""Each zone has one office here, so that a calendar file alone tells the office."""

SEARCHES = {TANJUNGPINANG: "Tanjung Pinang", MAKASSAR: "Makassar", JAYAPURA: "Jayapura"}
SEATS_A_DAY = {TANJUNGPINANG: 8, MAKASSAR: 6, JAYAPURA: 3}
OFFICER, HEAD = "petugas.tanjungpinang", "kepala.tanjungpinang"
STAFF = {OFFICER: ("officer", TANJUNGPINANG), HEAD: ("office_head", TANJUNGPINANG)}
CHANCE = Random(1945)  # noqa: S311 - the same forty people in every tour
WORKDAYS = range(5)


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on somebody's identity card."""

    nik: str
    name: str
    born: date
    sex: str


@dataclass(frozen=True, slots=True)
class Player:
    """One applicant. `cannot` names parts of the week, as the page offers them."""

    card: Card
    office: str
    cannot: Mapping[str, list[str]] = field(default_factory=dict)
    after: date | None = None
    needs: tuple[str, ...] = ()
    also: str = ""  # a second office they could reach
    language: str = "id"
    applies_for: Card | None = None  # somebody else than themselves
    relation: str = ""

    @property
    def first_name(self) -> str:
        """Return how the tour speaks of them."""
        return self.card.name.split()[0]

    @property
    def username(self) -> str:
        """Return the name they sign in with."""
        return self.card.name.lower().replace(" ", ".")

    @property
    def email(self) -> str:
        """Return their address, under a name reserved for examples."""
        return f"{self.username}@contoh.example"

    @property
    def town(self) -> str:
        """Return the town of the office they like best."""
        return TOWNS[self.office]


def card(name: str, born: date, sex: str) -> Card:
    """Make up an identity card; the number agrees with birth date and sex."""
    return Card(made_up_nik(CHANCE, born=born, sex=sex), name, born, sex)


def _grown_up(name: str) -> Card:
    """Make up the card of somebody between twenty and fifty."""
    born = date(1976 + CHANCE.randrange(30), 1 + CHANCE.randrange(12), 1 + CHANCE.randrange(28))
    return card(name, born, "F" if name.split()[0] in WOMEN else "M")


WOMEN = frozenset(
    "Siti Dewi Rina Maya Lestari Ratna Intan Nur Melati Anjani Kartika Wulan Sari Yohana Maria "
    "Ester Ruth Debora Naomi".split()
)
NOT_MONDAYS = {"weekday_0": ["all"]}
AFTERNOONS_ONLY = {f"weekday_{weekday}": ["early", "late"] for weekday in WORKDAYS}

NUR = _grown_up("Nur Hidayat")
FAISALS_CHILD = card("Putri Nasution", date(2019, 5, 20), "F")


def _all(office: str, names: str) -> list[Player]:
    return [Player(_grown_up(name.strip()), office) for name in names.split(",")]


PLAYERS: tuple[Player, ...] = (
    Player(_grown_up("Siti Rahmawati"), TANJUNGPINANG, cannot=NOT_MONDAYS),
    Player(_grown_up("Budi Santoso"), TANJUNGPINANG),
    Player(
        _grown_up("Faisal Nasution"),
        TANJUNGPINANG,
        applies_for=FAISALS_CHILD,
        relation="child",
    ),
    Player(_grown_up("Dewi Lestari"), TANJUNGPINANG, cannot=AFTERNOONS_ONLY),
    Player(card("Agus Purnama", date(1952, 8, 17), "M"), TANJUNGPINANG),
    Player(_grown_up("Rina Siregar"), TANJUNGPINANG, needs=("wheelchair",)),
    *_all(TANJUNGPINANG, "Joko Wibowo, Maya Tanjung, Hendra Saputra"),
    Player(_grown_up("Lestari Kusuma"), TANJUNGPINANG, language="en"),
    Player(_grown_up("Ratna Hasanah"), TANJUNGPINANG, after=date(2026, 12, 1)),
    *_all(TANJUNGPINANG, "Dimas Pratama, Intan Suryani, Taufik Lubis"),
    Player(_grown_up("Rudi Hartono"), TANJUNGPINANG, applies_for=NUR, relation="helped"),
    Player(NUR, TANJUNGPINANG),
    *_all(MAKASSAR, "Andi Wijaya, Wayan Gunawan, Melati Anggraini, Yusuf Maharani"),
    Player(_grown_up("Anjani Setiawan"), MAKASSAR, language="en"),
    *_all(MAKASSAR, "Rizky Ramadhan, Kartika Manurung, Samuel Tangdilintin, Wulan Daeng"),
    *_all(MAKASSAR, "Gilang Mappanyukki, Putra Salim, Sari Bulan"),
    Player(_grown_up("Yohana Wenda"), JAYAPURA, after=date(2026, 12, 2)),
    *_all(JAYAPURA, "Markus Kogoya, Paulus Yikwa, Maria Rumbiak, Ester Wanggai, Daniel Mandacan"),
    *_all(JAYAPURA, "Ruth Karubaba, Lukas Waisapy, Debora Merauje, Simon Pigai, Naomi Fonataba"),
    Player(_grown_up("Titus Waromi"), JAYAPURA, also=MAKASSAR),
)
