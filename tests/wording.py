"""Rules for the Indonesian people read: spelling as in KBBI, sentences one can hold in mind.

The words to avoid are common misspellings and officialese; beside each stands what we say instead.
"""

import re
from collections.abc import Iterable, Iterator

WORDS_MAX, WORDS_MEAN_MAX = 25, 15
INSTEAD = {
    r"antri(an)?|mengantri|ngantri": "antrean, mengantre",
    r"silahkan|silahken": "silakan",
    r"di (mohon|harapkan|isi|kirim|cetak|terima|proses|batalkan)": "one word: dimohon …",
    r"(di|ke)(sini|sana|situ|dalam|atas|bawah|depan|kantor)|diluar|dirumah": "two words: di sini …",
    r"sedang diproses( oleh sistem)?|oleh sistem": "say who does what",
    r"ijin|mengijinkan|perijinan": "izin",
    r"ijasah": "ijazah",
    r"jadual": "jadwal",
    r"nasehat": "nasihat",
    r"resiko": "risiko",
    r"praktek": "praktik",
    r"analisa": "analisis",
    r"aktifitas|aktip": "aktivitas, aktif",
    r"kwitansi": "kuitansi",
    r"merubah|dirubah": "mengubah, diubah",
    r"sekedar": "sekadar",
    r"sistim": "sistem",
    r"nomer": "nomor",
    r"pebruari|nopember": "Februari, November",
    r"jum'at": "Jumat",
    r"photo|poto": "foto",
    r"foto ?copy|fotocopi|photocopy": "fotokopi",
    r"standard": "standar",
    r"detil": "detail",
    r"propinsi": "provinsi",
    r"akte": "akta",
    r"karna": "karena",
    r"kami mohon maaf atas ketidaknyamanan\w*": "say what happens now",
    r"kamu|anda sekalian": "Anda",
}
LOWER_CASE_YOU = re.compile(r"\banda\b")
AVOIDED = [
    (re.compile(rf"\b(?:{wrong})\b", re.IGNORECASE), right) for wrong, right in INSTEAD.items()
]
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n{2,}|[:;]\s*\n")
COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", re.DOTALL)


def wrong_words(text: str) -> Iterator[str]:
    """Yield each wording we avoid, with what we say instead."""
    for pattern, right in AVOIDED:
        yield from (f"{found.group()!r}: {right}" for found in pattern.finditer(text))
    yield from (f"{found.group()!r}: Anda" for found in LOWER_CASE_YOU.finditer(text))


def sentences(messages: Iterable[str]) -> list[str]:
    """Return the sentences of the messages; a message without a full stop is one as well."""
    whole = (PLACEHOLDER.sub("X", message) for message in messages)
    parts = (part.strip() for message in whole for part in SENTENCE_END.split(message))
    return [part for part in parts if part]


def too_long(messages: Iterable[str]) -> list[str]:
    """Return the sentences with more words than one can hold in mind."""
    return [sentence for sentence in sentences(messages) if len(sentence.split()) > WORDS_MAX]


def mean_words(messages: Iterable[str]) -> float:
    """Return the mean number of words of the real sentences; labels and buttons do not count."""
    ended = [sentence for sentence in sentences(messages) if sentence[-1] in ".!?…"]
    return sum(len(sentence.split()) for sentence in ended) / max(1, len(ended))


def spoken(template: str) -> str:
    """Return a template without its comments, which nobody outside reads."""
    return COMMENT.sub("", template)
