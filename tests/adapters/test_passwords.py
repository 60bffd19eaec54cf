"""Passwords are hashed as OWASP advises, and never too many at a time."""

from threading import Event, Lock, Thread

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

from antrean.adapters import passwords
from antrean.adapters.passwords import HASHING_AT_ONCE_MAX, BoundedArgon2


def test_a_password_is_hashed_with_the_advised_figures():
    encoded = make_password("empat-kuda-biru")

    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("empat-kuda-biru", encoded)
    assert not check_password("lima-kuda-biru", encoded)


class Counting:
    """Stands in for the slow work, and notes how many do it at once."""

    def __init__(self, *, until):
        self.now, self.most, self.until = 0, 0, until
        self.crowded, self.alone = Event(), Lock()

    def encode(self, password, salt):
        with self.alone:
            self.now += 1
            self.most = max(self.most, self.now)
        if self.most >= self.until:
            self.crowded.set()
        self.crowded.wait(5)
        with self.alone:
            self.now -= 1
        return "argon2$made-up"


@pytest.fixture
def counting(monkeypatch):
    counter = Counting(until=HASHING_AT_ONCE_MAX)
    monkeypatch.setattr(Argon2PasswordHasher, "encode", counter.encode)
    return counter


def storm():
    hashers = [Thread(target=BoundedArgon2().encode, args=("sandi", "garam")) for _ in range(12)]
    for thread in hashers:
        thread.start()
    for thread in hashers:
        thread.join()


def test_a_storm_of_logins_waits_its_turn(counting):
    storm()

    assert counting.most == HASHING_AT_ONCE_MAX


def test_without_the_bound_the_storm_does_it_all_at_once(counting, monkeypatch):
    class NoBound:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(passwords, "_turn", NoBound())
    counting.until = 12

    storm()

    assert counting.most == 12
