"""Short sounds: spoken by espeak-ng, rung by ourselves, trimmed, levelled, and packed by ffmpeg."""

import io
import math
import re
import shutil
import subprocess
import wave
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SPEAKER, PACKER = "espeak-ng", "ffmpeg"
"""Programs, and the packages of Debian that hold them."""

WORDS_A_MINUTE = 150
LOUDNESS = -16.0
"""Loudness units below full scale (EBU R 128), as agreed for halls."""

PEAK = 0.89
"""No sample rises above this share of full scale (-1 dB)."""

FORMATS = {
    "opus": ("-c:a", "libopus", "-b:a", "16k", "-application", "voip"),
    "mp3": ("-c:a", "libmp3lame", "-b:a", "40k", "-ar", "24000"),
}
"""How each kind of file is packed; the first is preferred."""

FULL = 32767
RATE = 22_050
NOTES = ((659.26, 0.0), (523.25, 0.28))
"""The chime: hertz (e, then c) and the second at which the note begins."""

CHIME_SECONDS = 0.8
FADE_SECONDS = 0.05
QUIET = 0.01
"""What stays below this share of the loudest sample is silence."""

BEFORE_SECONDS, AFTER_SECONDS = 0.01, 0.06
"""What a trimmed sound keeps of the silence around it, so that words stay apart."""

MEASURED_SECONDS = 4.0
KEY = "lavfi.r128.I"
SILENTLY = ("-v", "error", "-nostdin", "-y")
SECONDS_MAX = 60

Levels = dict[str, float]


class SoundTrouble(Exception):
    """A program could not do it; the text is the last line it said."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of signed 16-bit samples, `rate` of them a second."""

    samples: Sequence[int]
    rate: int = RATE

    @property
    def seconds(self) -> float:
        """Return how long it lasts."""
        return len(self.samples) / self.rate


def missing() -> tuple[str, ...]:
    """Return the programs (and Debian packages) that are not on this machine."""
    return tuple(name for name in (SPEAKER, PACKER) if shutil.which(name) is None)


def spoken(text: str, *, language: str) -> Sound:
    """Return the text said by the machine. Raises `SoundTrouble`."""
    heard = _run(
        [SPEAKER, "-v", language, "-s", str(WORDS_A_MINUTE), "--stdin", "--stdout"],
        given=text.encode(),
    )
    with wave.open(io.BytesIO(heard.stdout)) as file:
        samples = array("h", file.readframes(file.getnframes()))
        return Sound(samples, file.getframerate())


def chime() -> Sound:
    """Return the two notes before a call; they last CHIME_SECONDS."""
    count = round(CHIME_SECONDS * RATE)
    mixed = [
        sum(_note(at / RATE - begins, hertz) for hertz, begins in NOTES) for at in range(count)
    ]
    loudest = max(map(abs, mixed))
    faded = (
        each / loudest * min(1.0, (count - at) / (FADE_SECONDS * RATE))
        for at, each in enumerate(mixed)
    )
    return Sound(array("h", (int(each * PEAK * FULL) for each in faded)))


def trimmed(sound: Sound) -> Sound:
    """Return it without the silence at its ends but for a breath. Raises `SoundTrouble`."""
    loudest = max(map(abs, sound.samples), default=0)
    loud = [at for at, each in enumerate(sound.samples) if abs(each) > QUIET * loudest]
    if not loud:
        raise SoundTrouble("nothing but silence")
    begins = max(0, loud[0] - round(BEFORE_SECONDS * sound.rate))
    ends = loud[-1] + 1
    breath = array("h", [0]) * round(AFTER_SECONDS * sound.rate)
    return Sound(array("h", sound.samples[begins:ends]) + breath, sound.rate)


def loudness(folder: Path, files: Iterable[str], *, levels: Levels | None = None) -> Levels:
    """Return the loudness of files in a folder in LUFS, behind a gain in dB where one is named.

    All are heard by one program, each again and again, since the measure needs seconds. It leaves
    a text beside each file. Raises `SoundTrouble`.
    """
    names = list(files)
    inputs = [word for name in names for word in ("-stream_loop", "99", "-i", name)]
    heard: list[str] = []
    for place, name in enumerate(names):
        measure = f"ebur128=metadata=1,ametadata=print:key={KEY}:file={name}.txt"
        level = _limited(levels[name]) if levels else "anull"
        heard += ["-map", f"{place}:a", "-t", str(MEASURED_SECONDS), "-af", f"{level},{measure}"]
        heard += ["-f", "null", "-"]
    _run([PACKER, *SILENTLY, *inputs, *heard], within=folder)
    return {name: _last_figure(folder / f"{name}.txt") for name in names}


def pack(sounds: Mapping[str, Sound], *, into: Path) -> None:
    """Write sounds at LOUDNESS into a folder, by name and in each format. Raises `SoundTrouble`.

    What is left beside them is of no use to anybody.
    """
    raw = {name: f"{name}.wav" for name in sounds}
    for name, sound in sounds.items():
        with wave.open(str(into / raw[name]), "wb") as file:
            file.setparams((1, 2, sound.rate, 0, "NONE", ""))
            file.writeframes(array("h", sound.samples).tobytes())
    gains = _gains(into, raw.values())
    made: list[str] = []
    for place, name in enumerate(sounds):
        level = ["-map", f"{place}:a", "-map_metadata", "-1", "-af", _limited(gains[raw[name]])]
        for ending, packing in FORMATS.items():
            made += [*level, *packing, f"{name}.{ending}"]
    inputs = [word for file in raw.values() for word in ("-i", file)]
    _run([PACKER, *SILENTLY, *inputs, *made], within=into)


def _gains(folder: Path, files: Iterable[str]) -> Levels:
    """Return by how many dB to raise each file, with what the limiter takes given back."""
    first = {name: LOUDNESS - found for name, found in loudness(folder, files).items()}
    limited = loudness(folder, first, levels=first)
    return {name: gain + LOUDNESS - limited[name] for name, gain in first.items()}


def _limited(gain: float) -> str:
    return f"volume={gain:.2f}dB,alimiter=limit={PEAK}:level=false:attack=1:release=20"


def _last_figure(path: Path) -> float:
    try:
        found = re.findall(rf"{KEY}=(-?\d+\.\d+)", path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise SoundTrouble(str(problem)) from problem
    if not found:
        raise SoundTrouble("no loudness was measured")
    return float(found[-1])


def _note(seconds: float, hertz: float) -> float:
    """A struck bell: it rises at once, and its overtones die away first."""
    if seconds < 0:
        return 0.0
    strike = min(1.0, seconds / 0.005)
    overtones = ((1, 1.0, 5.0), (2, 0.4, 8.0), (3, 0.15, 12.0))
    return strike * sum(
        share * math.exp(-dying * seconds) * math.sin(math.tau * times * hertz * seconds)
        for times, share, dying in overtones
    )


def _run(
    words: list[str], *, given: bytes = b"", within: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    try:
        done = subprocess.run(
            words, input=given, cwd=within, capture_output=True, check=False, timeout=SECONDS_MAX
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise SoundTrouble(str(problem)) from problem
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise SoundTrouble(f"{words[0]}: {''.join(last) or done.returncode}")
    return done
