"""Whatever a relay does, we take the one genuine round from it, or say that there is none."""

import gzip
import json

import pytest

from antrean.adapters.beacons import drand, untrusted
from antrean.adapters.beacons import relay as relays
from antrean.adapters.beacons.beacon import BeaconSilent
from antrean.adapters.beacons.drand import Drand
from antrean.domain.draw import quicknet
from antrean.domain.draw.attempt import WAIT, Attempt
from tests.adapters.beacons.relays import LONG, RECORDED, answer, relay

FIRST, SECOND = RECORDED
CLOSES_AT = quicknet.due_at(123) - WAIT
ATTEMPT = Attempt(CLOSES_AT.date(), CLOSES_AT)
ROOT = bytes(32)
PACKED = "Content-Encoding: gzip"
GOOD = json.dumps(FIRST).encode()
PADDED = GOOD.ljust(4097)
DRIPPING = [b"HTTP/1.1 200 OK\r\n", *[b"X-Drop: 1\r\n", 0.05] * 10, b"\r\n" + GOOD]
NOBODY = "http://127.0.0.1:9"


def ask(*addresses):
    beacon = Drand(addresses)
    return beacon.ask(ATTEMPT, root=ROOT, announced=beacon.announce(ATTEMPT))


def test_the_round_is_announced_before_it_is_due():
    announced = Drand([]).announce(ATTEMPT)

    assert announced == {
        "beacon": "drand",
        "description": "A round of drand's public beacon quicknet, run by many organisations.",
        "from_outside": True,
        "chain": "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
        "round": 123,
        "due_at": "2023-08-23T15:15:33+00:00",
    }


def test_a_genuine_round_gives_its_chance_and_its_evidence():
    with relay([answer(GOOD)]) as (address, asked):
        chance = ask(address)

    assert chance.output.hex() == FIRST["randomness"]
    assert chance.evidence["signature"] == FIRST["signature"]
    assert asked[0].startswith(f"GET /{quicknet.chain_hash().hex()}/public/123 HTTP/1.1")


def test_all_that_a_relay_says_beside_the_signature_is_of_no_effect():
    lying = {"round": 7, "randomness": "00" * 32, "signature": FIRST["signature"], "more": [1]}

    with relay([answer(json.dumps(lying).encode())]) as (address, _):
        chance = ask(address)

    assert chance.output.hex() == FIRST["randomness"]


def test_another_announcement_changes_neither_question_nor_evidence():
    forged = {"beacon": "drand", "chain": "00" * 32, "round": 1000}

    with relay([answer(GOOD)]) as (address, _):
        chance = Drand([address]).ask(ATTEMPT, root=ROOT, announced=forged)

    assert chance.evidence["round"] == 123
    assert chance.evidence["chain"] == quicknet.chain_hash().hex()


def test_the_next_relay_is_asked_when_one_lies():
    with (
        relay([answer(json.dumps(SECOND).encode())]) as (liar, _),
        relay([answer(GOOD)]) as (honest, _),
    ):
        chance = ask(NOBODY, liar, honest)

    assert chance.output.hex() == FIRST["randomness"]


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([answer(json.dumps(SECOND).encode())], id="another round"),
        pytest.param([answer(GOOD.replace(b'"b75c', b'"b75d'))], id="a changed signature"),
        pytest.param([answer(GOOD.replace(b'"b75c', b'"B75C'))], id="capital digits"),
        pytest.param([answer(GOOD.replace(b"92", b""))], id="a short signature"),
        pytest.param([answer(b'{"signature": 7}')], id="a number"),
        pytest.param([answer(b'{"signature": null}')], id="null"),
        pytest.param([answer(b"{}")], id="no signature"),
        pytest.param([answer(b"[]")], id="a list"),
        pytest.param([answer(b"[" * 4000)], id="deep nesting"),
        pytest.param([answer(b"9" * 4000)], id="a huge number"),
        pytest.param([answer(b"\xff\xfe\x00")], id="no text"),
        pytest.param([answer(b"")], id="an empty body"),
        pytest.param([answer(PADDED)], id="a long body"),
        pytest.param([answer(GOOD, length=5000)], id="half an answer"),
        pytest.param([answer(gzip.compress(GOOD), headers=[PACKED])], id="packed"),
        pytest.param([answer(GOOD, status="404 Not Found")], id="not found"),
        pytest.param([answer(GOOD, status="500 Oops")], id="broken"),
        pytest.param([b"SSH-2.0-something\r\n"], id="no web server"),
        pytest.param([b""], id="hangs up"),
    ],
)
def test_a_relay_that_answers_badly_leaves_the_beacon_silent(pieces):
    with relay(pieces) as (address, _), pytest.raises(BeaconSilent) as silent:
        ask(address)

    assert address in str(silent.value)
    assert silent.value.missing == ()


def test_a_body_without_end_is_not_read_on():
    endless = [answer(b" ", length=10**12), *[b" " * 1_000_000] * 100]

    with relay(endless) as (address, asked), pytest.raises(BeaconSilent, match="too long"):
        ask(address)

    assert asked[1:] == []


def test_a_redirect_is_not_followed():
    with relay([answer(GOOD)]) as (elsewhere, asked):
        moved = answer(b"", status="302 Found", headers=[f"Location: {elsewhere}/"])
        with relay([moved]) as (address, _), pytest.raises(BeaconSilent, match="status 302"):
            ask(address)

    assert asked == []


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([LONG], id="says nothing"),
        pytest.param([b"HTTP/1.1 200 OK\r\n", LONG], id="stops in the headers"),
        pytest.param([answer(GOOD, length=len(GOOD) + 1), LONG], id="stops before the end"),
    ],
)
def test_a_slow_relay_is_given_up(pieces, monkeypatch):
    monkeypatch.setattr(relays, "SECONDS_MAX", 0.3)

    with relay(pieces) as (address, _), pytest.raises(BeaconSilent, match="Timeout"):
        ask(address)


def test_a_relay_that_drips_is_given_up_though_each_drop_comes_in_time(monkeypatch):
    monkeypatch.setattr(relays, "SECONDS_MAX", 0.3)

    with relay(DRIPPING) as (address, _), pytest.raises(BeaconSilent, match="Timeout"):
        ask(address)


def test_without_a_limit_on_the_whole_a_relay_could_drip_for_ever(monkeypatch):
    monkeypatch.setattr(relays, "SECONDS_MAX", None)

    with relay(DRIPPING) as (address, _):
        chance = ask(address)

    assert chance.output.hex() == FIRST["randomness"]


def test_without_a_limit_on_its_size_a_long_answer_would_be_read(monkeypatch):
    monkeypatch.setattr(relays, "BYTES_MAX", 10_000)
    monkeypatch.setattr(untrusted, "BYTES_MAX", 10_000)

    with relay([answer(PADDED)]) as (address, _):
        chance = ask(address)

    assert chance.output.hex() == FIRST["randomness"]


@pytest.mark.parametrize(
    "address", [NOBODY, "http://", "nonsense", "http://[::1", "http://127.0.0.1:99999", "ftp://x"]
)
def test_an_address_where_nobody_is_leaves_the_beacon_silent(address):
    with pytest.raises(BeaconSilent):
        ask(address)


def test_without_relays_the_beacon_is_silent():
    with pytest.raises(BeaconSilent, match="no relay"):
        ask()


def test_without_the_check_a_lying_relay_would_choose_the_chance(monkeypatch):
    monkeypatch.setattr(drand, "is_genuine", lambda signature, *, number: True)  # noqa: ARG005

    with relay([answer(json.dumps(SECOND).encode())]) as (liar, _):
        chance = ask(liar)

    assert chance.output.hex() == SECOND["randomness"]
