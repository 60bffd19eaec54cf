"""How dates, times, zones, money and names are said to people, in Indonesian and English.

Written by hand because the usual formatters get Indonesian wrong: Django drops the leading zero
of the hour, browsers write "01 Desember". A language is a code such as "id" or "en-gb"; whatever
is not English is said in Indonesian. Source: ux.md, "Time and dates".
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

DASH = "\N{EN DASH}"
DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
SHORT_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def _known(language: str) -> str:
    return "en" if language.lower().startswith("en") else "id"


def zone_label(timezone: str) -> str:
    """Return what people call a zone: "Asia/Makassar" is "WITA". Raises `KeyError` elsewhere."""
    return ZONES[timezone]


def weekday_in_words(weekday: int, *, language: str = "id") -> str:
    """Return the name of a weekday, Monday being 0."""
    return DAYS[_known(language)][weekday]


def date_in_words(day: date, *, language: str = "id") -> str:
    """Return "1 Desember 2026" or "1 December 2026"."""
    return f"{day.day} {MONTHS[_known(language)][day.month - 1]} {day.year}"


def day_in_words(day: date, *, language: str = "id") -> str:
    """Return "Selasa, 1 Desember 2026" or "Tuesday, 1 December 2026"."""
    weekday = weekday_in_words(day.weekday(), language=language)
    return f"{weekday}, {date_in_words(day, language=language)}"


def day_in_short(day: date, *, language: str = "id") -> str:
    """Return "Sel, 1 Des" or "Tue, 1 Dec", for staff lists and the display only."""
    known = _known(language)
    return f"{DAYS[known][day.weekday()][:3]}, {day.day} {SHORT_MONTHS[known][day.month - 1]}"


def clock(hour: time, *, language: str = "id") -> str:
    """Return "09.30" or "09:30". Never shown to applicants without its zone."""
    return hour.strftime("%H:%M" if _known(language) == "en" else "%H.%M")


def time_in_words(hour: time, *, timezone: str, language: str = "id") -> str:
    """Return "09.30 WIB" or "09:30 WIB"; `hour` already is in that zone."""
    return f"{clock(hour, language=language)} {zone_label(timezone)}"


def window_in_words(start: time, *, end: time, timezone: str, language: str = "id") -> str:
    """Return both ends, which already are in that zone, joined by a dash: "09.30-10.00 WIB"."""
    ends = time_in_words(end, timezone=timezone, language=language)
    return f"{clock(start, language=language)}{DASH}{ends}"


def instant_in_words(at: datetime, *, timezone: str, language: str = "id") -> str:
    """Return an aware instant in the office's zone: "Selasa, 1 Desember 2026, 09.30 WIB"."""
    local = at.astimezone(ZoneInfo(timezone))
    day = day_in_words(local.date(), language=language)
    return f"{day}, {time_in_words(local.time(), timezone=timezone, language=language)}"


def clock_in_words(at: datetime, *, timezone: str, language: str = "id") -> str:
    """Return only the time of an aware instant in the office's zone: "09.30 WIB"."""
    local = at.astimezone(ZoneInfo(timezone))
    return time_in_words(local.time(), timezone=timezone, language=language)


def minutes_in_words(minutes: int, *, language: str = "id") -> str:
    """Return "45 menit", "2 jam", "1 jam 15 menit"; not negative."""
    hours, rest = divmod(minutes, 60)
    if _known(language) == "en":
        said = (_counted(hours, "hour"), _counted(rest, "minute"))
    else:
        said = (f"{hours} jam", f"{rest} menit")
    kept = [words for words, amount in zip(said, (hours, rest), strict=True) if amount]
    return " ".join(kept) or said[1]


def rupiah(amount: int) -> str:
    """Return "Rp350.000", in both languages; whole rupiah."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def kilometres(distance_km: float, *, language: str = "id") -> str:
    """Return a distance people can use: "0,4 km", "3,2 km", from ten on "27 km"."""
    if distance_km >= 9.95:
        return f"{distance_km:.0f} km"
    said = f"{distance_km:.1f} km"
    return said if _known(language) == "en" else said.replace(".", ",")


def masked_name(name: str) -> str:
    """Return the first word and one initial: "Siti Rahmawati" is "Siti R.", "Suharto" stays."""
    words = name.split()
    if len(words) < 2:
        return name.strip()
    return f"{words[0]} {words[-1][0].upper()}."


def grouped_code(code: str, *, size: int = 4) -> str:
    """Return a code in groups: "7K4M9QX2" is "7K4M 9QX2"."""
    return " ".join(code[start : start + size] for start in range(0, len(code), size))


def _counted(amount: int, noun: str) -> str:
    return f"{amount} {noun}" if amount == 1 else f"{amount} {noun}s"
