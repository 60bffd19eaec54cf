"""The verifier as one file is what its modules say, and needs nothing but Python."""

import json
import subprocess
import sys

import pytest

from antrean.ops import verifier
from tests.publishing import made_up_story, write


def test_the_one_file_is_fresh():
    assert verifier.FILE.read_text(encoding="utf-8") == verifier.one_file()


def test_the_arithmetic_of_signatures_is_in_it_word_for_word():
    source = (verifier.ROOT / "domain/draw/ed25519.py").read_text(encoding="utf-8")

    arithmetic = source[source.index("SIGNATURE_BYTES") :]

    assert arithmetic in verifier.FILE.read_text(encoding="utf-8")


def test_two_modules_with_one_name_are_refused(monkeypatch):
    twice = [*verifier.MODULES, "verifier/report.py"]
    monkeypatch.setattr(verifier, "MODULES", twice)

    with pytest.raises(verifier.TwoOfOneName, match="Report"):
        verifier.one_file()


@pytest.mark.parametrize(
    ("more", "last"),
    [
        pytest.param([], "semuanya benar.", id="in Indonesian"),
        pytest.param(["--english"], "all of them true.", id="in English"),
    ],
)
def test_it_runs_alone_in_an_empty_place(tmp_path, more, last):
    story = made_up_story()
    files = write(story.files, tmp_path / "batch")
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(story.receipt(min(story.lots))))
    alone = tmp_path / "verify.py"
    alone.write_bytes(verifier.FILE.read_bytes())

    words = [sys.executable, "-I", "-S", "-X", "utf8", alone, files, "--receipt", receipt, *more]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip().endswith(last)
