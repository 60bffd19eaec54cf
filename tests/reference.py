"""The reference data as shipped, and small files that can be broken one cell at a time."""

import csv
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from antrean.actions.load_reference import Outcome, load_reference

DATA = settings.ROOT / "data"
NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
OFFICE = {
    "code": "kanim-uji",
    "name": "Kantor Imigrasi Kelas I TPI Uji",
    "kind": "kanim",
    "class": "I TPI",
    "parent_code": "",
    "city": "Kota Uji",
    "province": "Kepulauan Riau",
    "timezone": "Asia/Jakarta",
    "latitude": "0.9167",
    "longitude": "104.4583",
    "coordinate_precision": "city",
    "address": "Jl. Uji No. 1",
    "source": "name:S1",
}
POINT = {
    **OFFICE,
    "code": "mpp-uji",
    "name": "Gerai Paspor Mal Uji",
    "kind": "mpp",
    "class": "",
    "parent_code": "kanim-uji",
}
QUOTA = {
    "office_code": "kanim-uji",
    "as_of": "2024-10",
    "scope": "main",
    "total_per_day": "80",
    "regular": "",
    "same_day": "",
    "priority": "",
    "booths": "",
    "demand_per_day": "71",
    "note": "",
    "evidence": "official",
    "source": "news of October 2024",
}


def load_all() -> list[Outcome]:
    """Take over everything in `data/`."""
    return load_reference(directory=DATA, now=NOW)


def write_csv(path: Path, *rows: dict[str, str]) -> Path:
    """Write rows with the same columns; returns the path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def changed(directory: Path, name: str, *, old: str, new: str) -> Path:
    """Write a copy of a shipped file with one text, found once, exchanged; returns its path."""
    text = (DATA / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path = directory / name
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path
