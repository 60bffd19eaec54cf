"""What we sign: a pass for one login, and a slip for one application, which nobody can age."""

import uuid
from datetime import UTC, datetime

import pytest

from antrean.adapters.signing import (
    Pass,
    PassForged,
    SlipForged,
    read_pass,
    read_slip,
    write_pass,
    write_slip,
)

LOGIN = "a-login-cookie"
KEY, OTHER_KEY = uuid.UUID(int=7), uuid.UUID(int=8)
NOON = 1_800_000_000_000
LEAVE = Pass(7, 3, KEY, NOON // 1000, "id")


def test_a_pass_is_read_as_it_was_written():
    assert read_pass(write_pass(LEAVE, login=LOGIN), login=LOGIN) == LEAVE


@pytest.mark.parametrize("login", ["", "another-login"])
def test_a_pass_is_of_no_use_to_another_login(login):
    with pytest.raises(PassForged):
        read_pass(write_pass(LEAVE, login=LOGIN), login=login)


@pytest.mark.parametrize("junk", ['"', "<", " ", "=", "\n", "é", "A"])
def test_a_pass_holds_nothing_but_what_was_signed(junk):
    body, seal = write_pass(LEAVE, login=LOGIN).split(".")

    for text in (f"{junk}{body}.{seal}", f"{body}{junk}.{seal}", f"{body}.{seal}{junk}"):
        with pytest.raises(PassForged):
            read_pass(text, login=LOGIN)


def test_a_pass_is_expired_after_its_second():
    assert not LEAVE.is_expired(now=datetime.fromtimestamp(NOON / 1000, UTC))
    assert LEAVE.is_expired(now=datetime.fromtimestamp(NOON / 1000 + 1, UTC))


def test_a_slip_is_read_as_it_was_written():
    assert read_slip(write_slip(NOON, key=KEY), key=KEY) == NOON


def test_a_slip_cannot_be_moved_to_another_application():
    with pytest.raises(SlipForged):
        read_slip(write_slip(NOON, key=OTHER_KEY), key=KEY)


def test_a_slip_cannot_be_made_older():
    _, seal = write_slip(NOON, key=KEY).split(".")

    with pytest.raises(SlipForged):
        read_slip(f"{NOON - 60_000}.{seal}", key=KEY)


@pytest.mark.parametrize(
    "forged", ["", ".", f"{NOON}", f"{NOON}.", f"{NOON}.é", "x.y", "-1.x", "²³.x", "9" * 5_000]
)
def test_anything_else_is_no_slip(forged):
    with pytest.raises(SlipForged):
        read_slip(forged, key=KEY)


def test_the_seal_of_a_pass_is_none_of_a_slip():
    _, seal = write_pass(LEAVE, login=LOGIN).split(".")

    with pytest.raises(SlipForged):
        read_slip(f"{NOON}.{seal}", key=KEY)
