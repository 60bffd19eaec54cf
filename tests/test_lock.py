"""The lock installs the same everywhere and names no place to fetch from."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
WISHES = (ROOT / "requirements.in").read_text(encoding="utf-8")


def plain(name):
    """Return a package's name as the lock writes it."""
    return re.split(r"[\[<>=]", name)[0].strip().lower()


def test_every_wish_is_in_the_lock():
    wishes = {plain(line) for line in WISHES.splitlines() if line and not line.startswith("#")}
    locked = set(re.findall(r"^([\w-]+)==", LOCK, flags=re.MULTILINE))

    assert wishes <= locked


def test_every_package_has_its_hashes():
    packages = re.split(r"^(?=[\w-]+==)", LOCK, flags=re.MULTILINE)[1:]

    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_no_address_stands_in_the_lock():
    assert not re.search(r"://|^-", LOCK, flags=re.MULTILINE)
