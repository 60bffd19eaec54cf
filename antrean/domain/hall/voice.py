"""What a hall says aloud: the fragments of the voice, and the order in which a call says them.

Digits are said one by one, as printed. Source: the agreed design of the hall, "Voice".
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from antrean.domain.hall.stages import LETTERS, STAGES

LANGUAGES = ("id", "en")
CHIME = "chime"

CALL = ("chime", "number", "{letter}", "{digits}", "go_to", "counter", "{counter}", "{stage}")
"""The order of a call in both languages; players fill in what stands in braces."""

REPEAT_SECONDS = 4
"""A call is said once more after so long a silence."""

WHOLE_NUMBERS = range(10, 21)
"""Numbers of counters that are said as one word; higher ones are said digit by digit."""

_NUMBER = re.compile(rf"([{''.join(LETTERS.values())}])-([0-9]{{3,5}})")
_DIGITS = {
    "id": "nol satu dua tiga empat lima enam tujuh delapan sembilan".split(),
    "en": "zero one two three four five six seven eight nine".split(),
}
_TEN_TO_TWENTY = {
    "id": ["sepuluh", "sebelas", *(f"{digit} belas" for digit in _DIGITS["id"][2:]), "dua puluh"],
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty".split(),
}
_PHRASES = {
    "id": {
        "number": "nomor antrean",
        "letter_a": "a",
        "letter_k": "ka",
        "letter_l": "el",
        "letter_w": "we",
        "go_to": "silakan menuju",
        "counter": "loket",
        "stage_documents": "pemeriksaan berkas",
        "stage_photo": "foto dan wawancara",
        "stage_payment": "pembayaran",
        "stage_collection": "pengambilan paspor",
        "kiosk_start": "Selamat datang. Mengantre gratis. Bila punya janji, pindai kode di tiket. "
        "Bila belum, sentuh: saya belum punya janji.",
        "kiosk_service": "Apa keperluan Anda? Sentuh satu pilihan.",
        "kiosk_needs": "Perlu bantuan? Pilih yang sesuai, atau lewati. "
        "Pilih jumlah orang, lalu sentuh: ambil nomor.",
        "kiosk_help": "Petugas sudah dipanggil. Silakan tunggu di sini.",
    },
    "en": {
        "number": "queue number",
        "letter_a": "A",
        "letter_k": "K",
        "letter_l": "L",
        "letter_w": "W",
        "go_to": "please go to",
        "counter": "counter",
        "stage_documents": "document check",
        "stage_photo": "photo and interview",
        "stage_payment": "payment",
        "stage_collection": "passport collection",
        "kiosk_start": "Welcome. Queueing is free. If you have an appointment, scan the code on "
        "your ticket. If you have none, touch: I have no appointment.",
        "kiosk_service": "What brings you here? Touch one choice.",
        "kiosk_needs": "Do you need help? Choose what fits, or leave it. "
        "Choose how many people, then touch: take a number.",
        "kiosk_help": "Staff have been called. Please wait here.",
    },
}
ANNOUNCEMENTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "break": {
            "id": "Pelayanan beristirahat sejenak. Nomor Anda tetap berlaku.",
            "en": "Service rests for a while. Your number stays valid.",
        },
        "resumed": {
            "id": "Pelayanan dimulai kembali. Silakan perhatikan layar.",
            "en": "Service goes on. Please watch the screen.",
        },
        "delay": {
            "id": "Pelayanan lebih lambat dari perkiraan. Mohon maaf, silakan tunggu.",
            "en": "Service is slower than expected. We are sorry, please wait.",
        },
        "free": {
            "id": "Mengantre gratis. Jangan membayar siapa pun untuk nomor antrean.",
            "en": "Queueing is free. Do not pay anybody for a queue number.",
        },
        "closing_soon": {
            "id": "Kantor segera tutup. Bila nomor Anda belum dipanggil, tanyakan kepada petugas.",
            "en": "The office closes soon. If your number was not called yet, please ask staff.",
        },
        "closed": {
            "id": "Kantor sudah tutup. Terima kasih atas kunjungan Anda.",
            "en": "The office is closed. Thank you for your visit.",
        },
        "emergency": {
            "id": "Perhatian. Keadaan darurat. Tetap tenang dan ikuti petunjuk petugas.",
            "en": "Attention. This is an emergency. Stay calm and follow the staff.",
        },
    }
)
"""What staff may let the hall hear and read, by key, in each language."""


def texts(language: str) -> dict[str, str]:
    """Return what each fragment says in a language, by name; the chime says nothing.

    Raises `KeyError` for a language other than LANGUAGES.
    """
    numbers = dict(zip(WHOLE_NUMBERS, _TEN_TO_TWENTY[language], strict=True))
    return {
        CHIME: "",
        **{f"digit_{digit}": word for digit, word in enumerate(_DIGITS[language])},
        **{f"number_{number}": word for number, word in numbers.items()},
        **_PHRASES[language],
        **{announcement(key): words[language] for key, words in ANNOUNCEMENTS.items()},
    }


def announcement(key: str) -> str:
    """Return the fragment of a preset announcement. Raises `KeyError` for an unknown key."""
    if key not in ANNOUNCEMENTS:
        raise KeyError(key)
    return f"announcement_{key}"


def fragments(*, number: str, counter: int, stage: str = "") -> list[str]:
    """Return the fragments of a call in order, by name, the same in every language.

    `number` as printed ("A-012"), `counter` from 1 on; without `stage` the stage is not said.
    Raises `ValueError` for what no hall calls.
    """
    read = _NUMBER.fullmatch(number)
    if read is None or counter < 1 or stage not in ("", *STAGES):
        raise ValueError(f"No hall calls {number} to counter {counter} for {stage or 'no stage'}.")
    filled = {
        "{letter}": [f"letter_{read[1].lower()}"],
        "{digits}": _one_by_one(read[2]),
        "{counter}": _counter(counter),
        "{stage}": [f"stage_{stage}"] if stage else [],
    }
    return [name for part in CALL for name in filled.get(part, [part])]


def _counter(number: int) -> list[str]:
    return [f"number_{number}"] if number in WHOLE_NUMBERS else _one_by_one(str(number))


def _one_by_one(digits: str) -> list[str]:
    return [f"digit_{digit}" for digit in digits]


NAMES = tuple(texts(LANGUAGES[0]))
"""Every fragment there is, in every language; recordings bear these names."""
