"""The voice of the hall screens: makes it with Debian's programs, and says what came of it."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from rich.console import Console

from antrean.adapters import sound, voice_bank
from antrean.adapters.voice_bank import Bank
from antrean.ops import debian
from antrean.ops.bars import bars

SHOWN_MAX = 5
OWN = "offices/<office code>/<language>/<name>.opus"


def folder() -> Path:
    """Return where the voice is kept."""
    return Path(settings.VAR) / "voice"


def make(*, may_install: bool) -> Bank:
    """Make what is missing with a progress bar; install the programs where asked and allowed."""
    if may_install:
        debian.install(*sound.missing(), purpose="the voice of the hall screens")
    with bars() as told:
        return voice_bank.make(folder(), progress=told("Recording the voice"))


def prepare(screen: Console, *, may_install: bool) -> None:
    """Make the voice for a demonstration; whatever is in the way costs one sentence, no more."""
    try:
        bank = make(may_install=may_install)
    except OSError as problem:
        screen.print(f"The hall screens stay silent: {problem}", markup=False)
        return
    if bank.is_silent:
        screen.print(f"The hall screens stay silent: {reason(bank)}", markup=False)


def reason(bank: Bank) -> str:
    """Say in one sentence why something could not be made, empty where all was."""
    if bank.missing:
        wanted = " ".join(bank.missing)
        return f"install Debian's packages ({wanted}), then run bin/antrean manage voice."
    return next((f"{name}: {why}" for name, why in bank.failed.items()), "")


def summary(bank: Bank) -> Iterator[str]:
    """Yield what was made, where it is, and how an office replaces it, a line each."""
    yield f"{len(bank.made)} fragments made, {len(bank.kept)} kept: {bank.folder}"
    for name, why in list(bank.failed.items())[:SHOWN_MAX]:
        yield f"not made: {name}: {why}"
    if bank.missing:
        yield f"Some could not be made: {reason(bank)}"
    yield f"An office's own recordings (opus or mp3) win: {bank.folder / OWN}"
    own = list(voice_bank.own_recordings(bank.folder))
    yield f"{sum(not wrong for _, wrong in own)} own recordings are in use."
    for path, wrong in [each for each in own if each[1]][:SHOWN_MAX]:
        yield f"not used: {path.relative_to(bank.folder)}: {wrong}"
