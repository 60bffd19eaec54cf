"""The witness within this process keeps to the rule of all witnesses, and says what it is."""

import json
from dataclasses import replace

import pytest

from antrean.adapters.beacons.beacon import BeaconSilent
from antrean.adapters.beacons.embedded import Embedded
from antrean.adapters.beacons.witnesses import Witnesses
from antrean.domain.draw.statement import from_proof
from tests.witnessing import ATTEMPT, OTHER_ROOT, ROOT

BEACON = Embedded(b"\x07" * 32)


def test_it_says_that_nobody_outside_is_involved():
    assert BEACON.name == "embedded"
    assert not BEACON.from_outside
    assert "nobody outside" in BEACON.description

    announced = BEACON.announce(ATTEMPT)

    assert announced["beacon"] == "embedded"
    assert announced["description"] == BEACON.description
    assert announced["from_outside"] is False


def test_asking_again_gives_the_same_chance_also_in_another_process():
    announced = json.loads(json.dumps(BEACON.announce(ATTEMPT)))

    chance = BEACON.ask(ATTEMPT, root=ROOT, announced=announced)

    assert Embedded(b"\x07" * 32).ask(ATTEMPT, root=ROOT, announced=announced) == chance
    assert len(chance.output) == 32


def test_its_evidence_holds_by_the_rule_of_all_witnesses():
    chance = BEACON.ask(ATTEMPT, root=ROOT, announced=BEACON.announce(ATTEMPT))
    said = [from_proof(each) for each in chance.evidence["reveals"]]

    outsider = Witnesses({}, 0, lambda _: said)

    assert outsider.ask(ATTEMPT, root=ROOT, announced=chance.evidence).output == chance.output
    with pytest.raises(BeaconSilent):
        outsider.ask(ATTEMPT, root=OTHER_ROOT, announced=chance.evidence)


@pytest.mark.parametrize(
    ("beacon", "attempt"),
    [
        pytest.param(Embedded(b"\x08" * 32), ATTEMPT, id="another key"),
        pytest.param(BEACON, replace(ATTEMPT, number=1), id="another attempt"),
        pytest.param(BEACON, replace(ATTEMPT, day=ATTEMPT.day.replace(day=26)), id="another day"),
    ],
)
def test_other_keys_batches_and_attempts_have_other_chances(beacon, attempt):
    ours = BEACON.ask(ATTEMPT, root=ROOT, announced=BEACON.announce(ATTEMPT))
    other = beacon.ask(attempt, root=ROOT, announced=beacon.announce(attempt))

    assert other.output != ours.output


def test_a_secret_that_is_out_opens_no_later_attempt():
    attempts = [replace(ATTEMPT, number=number) for number in range(3)]

    chances = [
        BEACON.ask(attempt, root=ROOT, announced=BEACON.announce(attempt)) for attempt in attempts
    ]

    assert len({chance.evidence["reveals"][0]["content"][-64:] for chance in chances}) == 3


def test_it_cannot_answer_what_it_did_not_announce():
    with pytest.raises(BeaconSilent):
        Embedded(b"\x08" * 32).ask(ATTEMPT, root=ROOT, announced=BEACON.announce(ATTEMPT))
