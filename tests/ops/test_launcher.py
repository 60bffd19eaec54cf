"""The launcher explains itself, and finds a way to install on bare machines."""

import hashlib
import importlib.machinery
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from antrean.ops import __main__ as second_half
from antrean.ops.verbs import VERBS

LAUNCHER = Path(__file__).resolve().parent.parent.parent / "bin" / "antrean"


@pytest.fixture
def launcher():
    """The launcher, read as a module."""
    loader = importlib.machinery.SourceFileLoader("launcher", str(LAUNCHER))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("launcher", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def bare(launcher, monkeypatch, tmp_path):
    """A machine with nothing: no environment, no pip, no uv, no packages; `ran` notes commands."""
    launcher.ran = []
    monkeypatch.setattr(launcher, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(launcher, "PYTHON", str(tmp_path / ".venv/bin/python"))
    monkeypatch.setattr(launcher, "borrowed_pip", lambda: None)
    monkeypatch.setattr(launcher.shutil, "which", lambda _: None)
    monkeypatch.setattr(launcher.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(launcher, "works", works_only_for_apt(launcher))
    return launcher


def works_only_for_apt(launcher):
    """Return a stand-in for `works` that notes every command and runs none."""
    return lambda command, **_: launcher.ran.append(command) or command[0] == "apt-get"


def call(*words):
    """Run the launcher as a person would."""
    return subprocess.run([LAUNCHER, *words], capture_output=True, text=True, check=False)


def test_without_a_verb_every_verb_is_explained():
    said = call()

    assert said.returncode == 0
    assert all(f"  {verb} " in said.stdout for verb in VERBS)


def test_an_unknown_verb_is_answered_with_the_help():
    said = call("dance")

    assert said.returncode == 2
    assert "bin/antrean demo" in said.stderr


def test_the_second_half_knows_every_verb_of_the_help():
    assert all(callable(second_half.deed_of(verb)) for verb in VERBS)


def test_the_second_half_refuses_an_unknown_verb(capsys):
    assert second_half.main(["dance"]) == 2
    assert "bin/antrean demo" in capsys.readouterr().err


def test_an_environment_that_is_ready_is_left_alone(launcher, monkeypatch, tmp_path):
    monkeypatch.setattr(launcher, "PYTHON", sys.executable)
    monkeypatch.setattr(launcher, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(launcher, "install", pytest.fail)
    launcher.STAMP.write_text(hashlib.sha256(launcher.LOCK.read_bytes()).hexdigest())

    launcher.get_ready()


def test_a_changed_lock_is_installed_once(launcher, monkeypatch, tmp_path):
    installed = []
    monkeypatch.setattr(launcher, "PYTHON", sys.executable)
    monkeypatch.setattr(launcher, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(launcher, "install", installed.append)
    launcher.STAMP.write_text("the hash of an older lock")

    launcher.get_ready()
    launcher.get_ready()

    assert installed == [[sys.executable, "-m", "pip", "install"]]


def test_pythons_own_tool_is_used_where_it_works(bare, monkeypatch):
    monkeypatch.setattr(bare, "works", lambda command, **_: "pip" not in command)

    assert bare.installer_of_a_ready_environment() == [bare.PYTHON, "-m", "pip", "install"]


def test_root_gets_debians_package_where_the_tool_is_missing(bare, monkeypatch):
    monkeypatch.setattr(bare.os, "geteuid", lambda: 0)
    monkeypatch.setattr(bare.shutil, "which", lambda name: name if name == "apt-get" else None)
    with pytest.raises(SystemExit):
        bare.installer_of_a_ready_environment()

    assert [command[-1] for command in bare.ran if command[0] == "apt-get"] == [
        "update",
        "python3-venv",
    ]


def test_a_pip_from_elsewhere_installs_into_an_environment_without_one(bare, monkeypatch):
    monkeypatch.setattr(bare, "works", lambda command, **_: "--without-pip" in command)
    monkeypatch.setattr(bare, "borrowed_pip", lambda: ["pip3"])

    installer = bare.installer_of_a_ready_environment()

    assert installer == ["pip3", "--python", bare.PYTHON, "install"]


def test_where_nothing_helps_the_package_to_ask_for_is_named(bare):
    with pytest.raises(SystemExit, match="python3-venv"):
        bare.installer_of_a_ready_environment()


def test_a_failed_installation_shows_what_was_said(launcher, tmp_path, monkeypatch):
    monkeypatch.setattr(launcher, "LOCK", tmp_path / "requirements.lock")
    launcher.LOCK.write_text("no-such-thing==1\n")
    failing = [sys.executable, "-c", "print('no such thing'); raise SystemExit(1)"]

    with pytest.raises(SystemExit, match="no such thing"):
        launcher.install(failing)
