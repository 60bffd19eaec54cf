"""An operator makes the voice with one command; a demonstration without it goes on, silently."""

from io import StringIO

import pytest
from django.core.management import call_command
from rich.console import Console

from antrean.adapters import sound, voice_bank
from antrean.domain.hall.voice import LANGUAGES, NAMES
from antrean.ops import debian, preparation, voice


@pytest.fixture
def folder(tmp_path, settings):
    settings.VAR = tmp_path
    return tmp_path / "voice"


@pytest.fixture
def bare(monkeypatch):
    """A machine without the programs, where nothing can be installed."""
    monkeypatch.setattr(sound.shutil, "which", lambda _: None)
    monkeypatch.setattr(debian, "may_install", lambda: False)


@pytest.fixture
def screen():
    return Console(file=StringIO(), width=400)


def command(*words):
    said = StringIO()
    call_command("voice", *words, stdout=said)
    return said.getvalue()


def bank(folder, **more):
    return voice_bank.Bank(**{"folder": folder, "missing": (), "kept": []} | more)


def test_the_command_tells_what_was_made_and_how_to_replace_it(folder, monkeypatch):
    full = bank(folder, made=["id/chime", "id/counter"])
    monkeypatch.setattr(voice, "make", lambda **_: full)

    said = command()

    assert f"2 fragments made, 0 kept: {folder}" in said
    assert "offices/<office code>/<language>/<name>.opus" in said


def test_the_command_names_recordings_that_nobody_will_hear(folder, monkeypatch):
    own = folder / "offices" / "kanim-uji" / "id"
    own.mkdir(parents=True)
    (own / "gong.opus").write_bytes(b"gong")
    monkeypatch.setattr(voice, "make", lambda **_: bank(folder, made=["id/counter"]))

    assert "not used: offices/kanim-uji/id/gong.opus: no fragment is called so" in command()


def test_the_command_fails_without_the_programs_and_names_them(folder, bare):
    said = StringIO()

    with pytest.raises(SystemExit):
        call_command("voice", stdout=said)

    assert "install Debian's packages (espeak-ng ffmpeg)" in said.getvalue()


def test_whoever_records_gets_the_words_of_every_fragment(folder):
    lines = command("--texts").splitlines()

    assert len(lines) == len(LANGUAGES) * len(NAMES)
    assert "id/counter\tloket" in lines


def test_a_demonstration_without_a_voice_says_one_sentence(folder, bare, screen):
    voice.prepare(screen, may_install=True)

    said = screen.file.getvalue()
    assert said.startswith("The hall screens stay silent: install Debian's packages")
    assert said.count("\n") == 1


def test_a_demonstration_goes_on_where_nothing_can_be_written(folder, monkeypatch, screen):
    def full_disk(*_, **__):
        raise OSError("No space left on device")

    monkeypatch.setattr(voice_bank, "make", full_disk)

    voice.prepare(screen, may_install=False)

    assert "No space left" in screen.file.getvalue()


def test_a_demonstration_with_a_voice_says_nothing(folder, monkeypatch, screen):
    monkeypatch.setattr(voice, "make", lambda **_: bank(folder, kept=["id/counter"]))

    voice.prepare(screen, may_install=False)

    assert screen.file.getvalue() == ""


@pytest.mark.parametrize(("remembered", "installs"), [(None, True), ("prepared before", False)])
def test_only_the_first_preparation_installs_programs(monkeypatch, screen, remembered, installs):
    asked = []
    monkeypatch.setattr(preparation, "remembered", lambda: remembered)
    monkeypatch.setattr(preparation, "take_steps", lambda _: "prepared")
    monkeypatch.setattr(preparation, "remember", lambda _: None)
    monkeypatch.setattr(voice, "prepare", lambda _, may_install: asked.append(may_install))

    preparation.prepared(screen)

    assert asked == [installs]


def test_missing_programs_are_installed_together_and_quietly(monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(debian, "may_install", lambda: True)
    monkeypatch.setattr(debian, "_apt", lambda *words: asked.append(words) or True)

    done = debian.install("espeak-ng", "ffmpeg", purpose="the voice")

    assert done
    assert asked == [
        ("update",),
        ("install", "-y", "--no-install-recommends", "espeak-ng", "ffmpeg"),
    ]
    assert "Debian's packages espeak-ng and ffmpeg for the voice" in capsys.readouterr().err


def test_where_nothing_is_missing_nothing_is_installed(monkeypatch):
    monkeypatch.setattr(debian, "_apt", pytest.fail)

    assert debian.install(purpose="the voice")
