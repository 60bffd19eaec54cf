"""Makes up people for demonstrations, tours and tests; no real person is ever used."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FIRST = tuple(
    "Siti Budi Dewi Agus Rina Joko Maya Hendra Lestari Wayan Yohana Faisal Ratna Dimas Intan "
    "Markus Nur Sari Taufik Melati Gilang Putri Yusuf Anjani Rizky Kartika Samuel Wulan".split()
)
LAST = tuple(
    (
        "Rahmawati Santoso Wijaya Hidayat Purnama Siregar Tanjung Saputra Lestari "
        "Nasution Kusuma Manurung Wibowo Hasanah Pratama Suryani Lubis Gunawan Maharani "
        "Ramadhan Setiawan Anggraini"
    ).split()
)
DISTRICTS = ("217201", "317101", "327306", "337401", "517103", "647201", "737101", "917101")
"""District codes of today's list, one or two for each time zone."""

STREETS = ("Jl. Merdeka", "Jl. Pelabuhan", "Jl. Melati", "Jl. Gunung Agung", "Jl. Cendrawasih")
OLDEST = date(1956, 1, 1)
BIRTHDAYS = 17_500  # days: everybody is at least seventeen in 2026


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Somebody who does not exist, but whose identity number is plausible."""

    nik: str
    full_name: str
    birth_date: date
    sex: str
    address: str
    phone: str


def made_up_person(chance: Random) -> MadeUp:
    """Return somebody new; the same state of `chance` gives the same person."""
    born = OLDEST + timedelta(days=chance.randrange(BIRTHDAYS))
    sex = chance.choice("FM")
    return MadeUp(
        nik=made_up_nik(chance, born=born, sex=sex),
        full_name=f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        birth_date=born,
        sex=sex,
        address=f"{chance.choice(STREETS)} No. {chance.randrange(1, 200)}",
        phone=f"+62812{chance.randrange(10**8):08d}",
    )


def made_up_nik(chance: Random, *, born: date, sex: str) -> str:
    """Return sixteen digits that agree with the birth date and sex."""
    day = born.day + (40 if sex == "F" else 0)
    district, serial = chance.choice(DISTRICTS), chance.randrange(1, 10_000)
    return f"{district}{day:02d}{born:%m%y}{serial:04d}"
