"""The beacon that is set is the one that is used, and what it needs is looked at before."""

import json

import pytest

from antrean.adapters.beacons.chosen import NoBeacon, chosen, sightings
from antrean.domain.draw.statement import proof
from tests.witnessing import ATTEMPT, KEYS, NAMES, ROOT, commitments, see

ALL = ",".join(f"{name}:{key.hex()}" for name, key in KEYS.items())


def test_here_the_embedded_one_is_set():
    assert chosen().name == "embedded"


def test_drand_asks_the_relays_that_are_set(settings):
    settings.BEACON = "drand"
    settings.DRAND_RELAYS = "https://satu.example/, https://dua.example/drand"

    beacon = chosen()

    assert beacon.name == "drand"
    assert beacon.from_outside
    assert list(beacon.relays) == ["https://satu.example", "https://dua.example/drand"]


@pytest.mark.parametrize("relays", ["", "http://satu.example", "https://satu.example,,", "satu"])
def test_relays_without_https_are_refused(settings, relays):
    settings.BEACON = "drand"
    settings.DRAND_RELAYS = relays

    with pytest.raises(NoBeacon, match="https"):
        chosen()


def test_witnesses_are_heard_in_their_folder(settings, tmp_path):
    settings.BEACON = "witnesses"
    settings.WITNESSES, settings.WITNESSES_MIN, settings.WITNESS_FOLDER = ALL, 3, tmp_path
    today = tmp_path / ATTEMPT.day.isoformat()
    today.mkdir()
    for place, each in enumerate(commitments()):
        (today / f"{place}.json").write_text(json.dumps(proof(each)))

    announced = chosen().announce(ATTEMPT)

    assert [each["witness"] for each in announced["commitments"]] == list(NAMES)


@pytest.mark.parametrize(
    ("witnesses", "at_least"),
    [
        pytest.param("", 2, id="nobody"),
        pytest.param(ALL, 1, id="one would do"),
        pytest.param(ALL, 4, id="more than there are"),
        pytest.param(f"{ALL},{ALL}", 3, id="a name twice"),
        pytest.param(f"{ALL},x:00", 3, id="a short key"),
        pytest.param(f"{ALL},x:no", 3, id="a key that is none"),
        pytest.param(f"{ALL},a b:{'00' * 32}", 3, id="a name of two words"),
        pytest.param(f"{ALL},:{'00' * 32}", 3, id="no name"),
    ],
)
def test_witnesses_that_cannot_be_read_are_refused(settings, witnesses, at_least):
    settings.BEACON = "witnesses"
    settings.WITNESSES, settings.WITNESSES_MIN = witnesses, at_least

    with pytest.raises(NoBeacon):
        chosen()


def test_who_saw_the_root_is_heard_by_whatever_beacon_is_set(settings, tmp_path):
    settings.BEACON, settings.WITNESSES, settings.WITNESS_FOLDER = "drand", ALL, tmp_path
    (tmp_path / ATTEMPT.day.isoformat()).mkdir()
    seen = see(NAMES[0], at=ATTEMPT.asks_at)
    (tmp_path / ATTEMPT.day.isoformat() / "seen.json").write_text(json.dumps(proof(seen)))

    assert sightings(ATTEMPT) == {ROOT: {NAMES[0]: ATTEMPT.asks_at}}


def test_where_no_witness_is_named_nobody_saw_a_root(settings, tmp_path):
    settings.WITNESSES, settings.WITNESS_FOLDER = "", tmp_path

    assert sightings(ATTEMPT) == {}


@pytest.mark.parametrize("name", ["", "dice"])
def test_without_a_beacon_nothing_can_be_drawn(settings, name):
    settings.BEACON = name

    with pytest.raises(NoBeacon):
        chosen()
