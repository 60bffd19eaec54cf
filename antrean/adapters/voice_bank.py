"""The bank of spoken fragments on disk: made by machine, replaced by an office's own recordings.

`<folder>/<language>/<name>.opus` and `.mp3` are the bank, with what was made in `manifest.json`.
`<folder>/offices/<office code>/<language>/` holds recordings under the same names; they win.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from antrean.adapters import sound
from antrean.domain.hall import voice

MANIFEST = "manifest.json"
RECIPE = 1
"""Raise it when the same text shall sound otherwise; then all is made again."""

OWN_BYTES_MAX = 2_000_000
WORKERS_MAX = 4

BATCH = 8
"""So many fragments share one start of a program."""

Seconds = dict[str, float]
Progress = Callable[[int, int], None]
Manifest = dict[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Recording:
    """A fragment that can be heard: its files by ending, and how long it is, None if unknown."""

    files: dict[str, Path]
    seconds: float | None


@dataclass(slots=True)
class Bank:
    """What came of making the bank; fragments are named "id/chime", `failed` says why.

    `missing` are Debian's packages without which the rest could not be made.
    """

    folder: Path
    missing: tuple[str, ...]
    kept: list[str]
    made: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def is_silent(self) -> bool:
        """Say whether no hall can say a word."""
        return all(name.endswith(f"/{voice.CHIME}") for name in (*self.made, *self.kept))


def make(folder: Path, *, progress: Progress) -> Bank:
    """Make what is missing or says something else by now; never raises for what cannot be done.

    Without espeak-ng only the chime is made, without ffmpeg nothing.
    """
    missing = sound.missing()
    every = [(language, name) for language in voice.LANGUAGES for name in voice.NAMES]
    todo = [(language, name) for language in voice.LANGUAGES for name in _wanted(folder, language)]
    able = [each for each in todo if _can_make(each[1], missing)]
    batches = list(_batches(able))
    bank = Bank(folder, missing, kept=["/".join(each) for each in every if each not in todo])
    with ThreadPoolExecutor(min(WORKERS_MAX, os.cpu_count() or 1)) as workers:
        results = workers.map(lambda batch: _make(folder, *batch), batches)
        for (language, _), (seconds, failed) in zip(batches, results, strict=True):
            _note(folder / language, seconds, language=language)
            bank.made += [f"{language}/{name}" for name in seconds]
            bank.failed |= {f"{language}/{name}": why for name, why in failed.items()}
            progress(len(bank.made) + len(bank.failed), len(able))
    return bank


def recordings(folder: Path, *, office: str, language: str) -> dict[str, Recording]:
    """Return every fragment an office can play in a language, by name; its own come first.

    Nothing for an unknown language, or for a code that is no single folder's name.
    """
    own = _own_folder(folder, office)
    if language not in voice.LANGUAGES or own is None:
        return {}
    seconds = _read_manifest(folder / language)
    found: dict[str, Recording] = {}
    for name in voice.NAMES:
        if files := _files(own / language, name):
            found[name] = Recording(files, None)
        elif files := _files(folder / language, name):
            known = seconds.get(name, {}).get("seconds")
            found[name] = Recording(files, known if isinstance(known, float) else None)
    return found


def recording(folder: Path, *, office: str, language: str, name: str, ending: str) -> Path | None:
    """Return the file an office plays, None where there is none or no fragment is called so."""
    own = _own_folder(folder, office)
    known = language in voice.LANGUAGES and name in voice.NAMES and ending in sound.FORMATS
    if not known or own is None:
        return None
    files = _files(own / language, name) or _files(folder / language, name)
    return files.get(ending)


def own_recordings(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each office's recording, with what is wrong with it, empty where nothing is."""
    for path in sorted((folder / "offices").glob("*/*/*")):
        if path.parent.name not in voice.LANGUAGES:
            yield path, "unknown language"
        elif path.suffix[1:] not in sound.FORMATS:
            yield path, f"not one of {', '.join(sound.FORMATS)}"
        elif path.stem not in voice.NAMES:
            yield path, "no fragment is called so"
        elif path.stat().st_size > OWN_BYTES_MAX:
            yield path, f"larger than {OWN_BYTES_MAX:_} bytes"
        else:
            yield path, ""


def _can_make(name: str, missing: tuple[str, ...]) -> bool:
    return sound.PACKER not in missing and (name == voice.CHIME or sound.SPEAKER not in missing)


def _batches(fragments: list[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield a language with a few names of it, until all have had their turn."""
    for language in voice.LANGUAGES:
        names = [name for of, name in fragments if of == language]
        for start in range(0, len(names), BATCH):
            yield language, names[start : start + BATCH]


def _wanted(folder: Path, language: str) -> Iterator[str]:
    """Yield the names whose files are missing or were made from another text."""
    noted = _read_manifest(folder / language)
    for name, text in voice.texts(language).items():
        same = noted.get(name, {}).get("text") == text and noted[name].get("recipe") == RECIPE
        if not same or len(_files(folder / language, name)) < len(sound.FORMATS):
            yield name


def _make(folder: Path, language: str, names: list[str]) -> tuple[Seconds, dict[str, str]]:
    """Make fragments together; return how long each is, and why others were not made."""
    sounds: dict[str, sound.Sound] = {}
    failed: dict[str, str] = {}
    for name in names:
        try:
            sounds[name] = _sound(language, name)
        except sound.SoundTrouble as problem:
            failed[name] = str(problem)
    if not sounds:
        return {}, failed
    try:
        _store(folder / language, sounds)
    except (sound.SoundTrouble, OSError) as problem:
        return {}, failed | dict.fromkeys(sounds, str(problem))
    return {name: round(each.seconds, 3) for name, each in sounds.items()}, failed


def _sound(language: str, name: str) -> sound.Sound:
    if name == voice.CHIME:
        return sound.chime()
    return sound.trimmed(sound.spoken(voice.texts(language)[name], language=language))


def _store(folder: Path, sounds: dict[str, sound.Sound]) -> None:
    """Let each file appear whole under its name."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as place:
        sound.pack(sounds, into=Path(place))
        for file in (f"{name}.{ending}" for name in sounds for ending in sound.FORMATS):
            (Path(place) / file).replace(folder / file)


def _note(folder: Path, seconds: Seconds, *, language: str) -> None:
    """Write down what was made, so that a run that is cut short goes on from there."""
    if not seconds:
        return
    noted = _read_manifest(folder)
    texts = voice.texts(language)
    for name, lasts in seconds.items():
        facts = {"language": language, "seconds": lasts, "text": texts[name], "recipe": RECIPE}
        noted[name] = facts
    half_done = folder / f"{MANIFEST}.{os.getpid()}"
    half_done.write_text(json.dumps(noted, ensure_ascii=False, indent=1), encoding="utf-8")
    half_done.replace(folder / MANIFEST)


def _read_manifest(folder: Path) -> Manifest:
    """Return what was made, nothing where the file is missing or no manifest."""
    with suppress(OSError, ValueError):
        noted = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if isinstance(noted, dict) and all(isinstance(each, dict) for each in noted.values()):
            return noted
    return {}


def _own_folder(folder: Path, office: str) -> Path | None:
    """Return an office's folder, None for what is more or less than one folder's name."""
    single = office not in ("", ".", "..") and not {"/", "\\", "\0"} & set(office)
    return folder / "offices" / office if single else None


def _files(folder: Path, name: str) -> dict[str, Path]:
    paths = {ending: folder / f"{name}.{ending}" for ending in sound.FORMATS}
    return {ending: path for ending, path in paths.items() if _is_playable(path)}


def _is_playable(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file() and 0 < path.stat().st_size <= OWN_BYTES_MAX
    return False
