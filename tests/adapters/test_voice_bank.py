"""The bank of the voice: made once, complete, level, trimmed; an office's recordings win."""

import json
import re
import shutil
import subprocess

import pytest

from antrean.adapters import sound, voice_bank
from antrean.domain.hall import voice

LEVEL = pytest.approx(-16, abs=1.5)
SOME = ("chime", "letter_a", "digit_4", "counter", "go_to", "announcement_emergency")
EVERY = [f"{language}/{name}" for language in voice.LANGUAGES for name in voice.NAMES]


def make(folder):
    return voice_bank.make(folder, progress=lambda *_: None)


def without(monkeypatch, *programs):
    found = sound.shutil.which
    monkeypatch.setattr(
        sound.shutil, "which", lambda name: None if name in programs else found(name)
    )


def edges(path):
    """Return the seconds of silence at the beginning and the end of a file, and its length."""
    words = ["-af", "silencedetect=noise=-45dB:d=0.02", "-f", "null", "-"]
    said = subprocess.run(
        ["ffmpeg", "-i", str(path), *words], capture_output=True, text=True, check=True
    ).stderr
    length = float(re.search(r"Duration: 00:00:(\d+\.\d+)", said)[1])
    starts = [float(each) for each in re.findall(r"silence_start: (-?\d+\.?\d*)", said)]
    ends = [float(each) for each in re.findall(r"silence_end: (\d+\.?\d*)", said)]
    return (ends[0] if starts[:1] == [0.0] else 0.0), length - (starts or [length])[-1]


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    """The whole bank, made for real, once."""
    return make(tmp_path_factory.mktemp("voice"))


@pytest.fixture
def few(monkeypatch):
    """Three fragments only, so that making them is quick."""
    texts = {"id": {"chime": "", "counter": "loket", "digit_1": "satu"}}
    monkeypatch.setattr(voice, "LANGUAGES", ("id",))
    monkeypatch.setattr(voice, "NAMES", tuple(texts["id"]))
    monkeypatch.setattr(voice, "texts", texts.__getitem__)
    return texts["id"]


@pytest.mark.espeak
def test_every_fragment_is_made(bank):
    assert sorted(bank.made) == sorted(EVERY)
    assert (bank.failed, bank.missing, bank.is_silent) == ({}, (), False)


@pytest.mark.espeak
@pytest.mark.parametrize("ending", sound.FORMATS)
def test_every_fragment_decodes(bank, ending):
    files = sorted(bank.folder.glob(f"*/*.{ending}"))
    inputs = [word for path in files for word in ("-i", str(path))]
    maps = [word for place in range(len(files)) for word in ("-map", f"{place}:a")]

    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-xerror", *inputs, *maps, "-f", "null", "-"],
        capture_output=True,
        check=False,
    )

    assert (len(files), done.returncode, done.stderr) == (len(EVERY), 0, b"")


@pytest.mark.espeak
@pytest.mark.parametrize("ending", sound.FORMATS)
@pytest.mark.parametrize("language", voice.LANGUAGES)
def test_every_fragment_is_equally_loud(bank, tmp_path, language, ending):
    files = [f"{name}.{ending}" for name in voice.NAMES]
    heard = shutil.copytree(bank.folder / language, tmp_path / "heard")

    found = sound.loudness(heard, files)

    assert [file for file in files if found[file] != LEVEL] == []


@pytest.mark.espeak
@pytest.mark.parametrize("name", SOME)
def test_no_fragment_begins_or_ends_with_silence(bank, name):
    before, after = edges(bank.folder / "id" / f"{name}.opus")

    assert before < 0.05
    assert after < 0.15


@pytest.mark.espeak
def test_without_trimming_a_word_ends_with_silence(tmp_path):
    sound.pack({"counter": sound.spoken("loket", language="id")}, into=tmp_path)

    assert edges(tmp_path / "counter.opus")[1] > 0.15


@pytest.mark.espeak
def test_the_calls_of_both_languages_fit_the_budget_of_a_screen(bank):
    spared = re.compile(r"(kiosk|announcement)_(?!emergency)")
    fetched = [path for path in bank.folder.glob("*/*.opus") if not spared.match(path.name)]

    assert sum(path.stat().st_size for path in fetched) < 150_000


@pytest.mark.espeak
def test_the_manifest_knows_language_name_and_seconds(bank):
    noted = json.loads((bank.folder / "en" / "manifest.json").read_text())

    assert set(noted) == set(voice.NAMES)
    assert noted["chime"] == {"language": "en", "seconds": 0.8, "text": "", "recipe": 1}
    assert 0.2 < noted["digit_1"]["seconds"] < 1.5


@pytest.mark.espeak
def test_nothing_half_done_is_left_behind(bank):
    endings = {path.suffix for path in bank.folder.rglob("*") if path.is_file()}

    assert endings == {".opus", ".mp3", ".json"}
    assert sorted(path.name for path in bank.folder.iterdir()) == ["en", "id"]


@pytest.mark.espeak
def test_a_second_run_makes_nothing(tmp_path, few):
    make(tmp_path)

    again = make(tmp_path)

    assert (again.made, again.kept) == ([], ["id/chime", "id/counter", "id/digit_1"])


@pytest.mark.espeak
def test_what_is_missing_or_says_something_else_is_made_again(tmp_path, few):
    make(tmp_path)
    (tmp_path / "id" / "chime.mp3").unlink()
    few["counter"] = "bilik"

    assert make(tmp_path).made == ["id/chime", "id/counter"]


@pytest.mark.espeak
def test_without_a_speaker_there_is_a_chime_and_a_word_about_it(tmp_path, few, monkeypatch):
    without(monkeypatch, "espeak-ng")

    bank = make(tmp_path)

    assert (bank.made, bank.missing) == (["id/chime"], ("espeak-ng",))
    assert bank.is_silent


def test_without_a_packer_nothing_is_made_and_nothing_breaks(tmp_path, monkeypatch):
    without(monkeypatch, "espeak-ng", "ffmpeg")

    bank = make(tmp_path)

    assert (bank.made, bank.kept, bank.failed) == ([], [], {})
    assert bank.missing == ("espeak-ng", "ffmpeg")
    assert bank.is_silent


@pytest.mark.espeak
def test_one_fragment_that_fails_does_not_stop_the_others(tmp_path, few):
    few["counter"] = " "

    bank = make(tmp_path)

    assert bank.made == ["id/chime", "id/digit_1"]
    assert list(bank.failed) == ["id/counter"]


def record(folder, path, content=b"human"):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content)


def heard(folder, office="kanim-uji"):
    found = voice_bank.recordings(folder, office=office, language="id")
    return {name: list(each.files.values()) for name, each in found.items()}


def test_an_offices_own_recording_wins_and_the_rest_comes_from_the_bank(tmp_path):
    record(tmp_path, "id/chime.opus")
    record(tmp_path, "id/counter.opus")
    record(tmp_path, "offices/kanim-uji/id/counter.mp3")

    assert heard(tmp_path) == {
        "chime": [tmp_path / "id/chime.opus"],
        "counter": [tmp_path / "offices/kanim-uji/id/counter.mp3"],
    }


@pytest.mark.parametrize("content", [b"", b"x" * (voice_bank.OWN_BYTES_MAX + 1)])
def test_an_empty_or_huge_recording_does_not_win(tmp_path, content):
    record(tmp_path, "id/chime.opus")
    record(tmp_path, "offices/kanim-uji/id/chime.opus", content)

    assert heard(tmp_path) == {"chime": [tmp_path / "id/chime.opus"]}


@pytest.mark.parametrize("office", ["..", ".", "", "../offices/x", "a/b", "a\\b", "a\0"])
def test_a_code_that_is_no_folder_name_leads_nowhere(tmp_path, office):
    record(tmp_path, "id/chime.opus")

    assert heard(tmp_path, office) == {}


def test_recordings_that_nobody_will_hear_are_named(tmp_path):
    record(tmp_path, "offices/kanim-uji/id/chime.opus")
    record(tmp_path, "offices/kanim-uji/id/gong.opus")
    record(tmp_path, "offices/kanim-uji/id/chime.wav")
    record(tmp_path, "offices/kanim-uji/jv/chime.opus")

    found = {path.name: wrong for path, wrong in voice_bank.own_recordings(tmp_path)}

    assert found["gong.opus"] == "no fragment is called so"
    assert found["chime.wav"] == "not one of opus, mp3"
    assert "unknown language" in [wrong for _, wrong in voice_bank.own_recordings(tmp_path)]
