"""Without the full install a round of drand is held against the closing and its own signature."""

import pytest

from antrean.adapters.beacons.drand import Drand
from antrean.domain.draw import numbers, quicknet
from antrean.domain.draw.attempt import WAIT, Attempt
from antrean.verifier.chance import check_chance
from antrean.verifier.report import Report
from tests.adapters.beacons.relays import RECORDED

CLOSES_AT = quicknet.due_at(123) - WAIT
ATTEMPT = Attempt(CLOSES_AT.date(), CLOSES_AT)
ROOT = bytes(32)


def wrong_of(**changes):
    chance = bytes.fromhex(RECORDED[0]["randomness"])
    announcement = Drand([]).announce(ATTEMPT)
    announced = {
        "batch": ATTEMPT.day.isoformat(),
        "closes_at": CLOSES_AT.isoformat(),
        "attempt": 0,
        "beacon": announcement,
        "witnesses": {},
        "sightings_min": 0,
    }
    drawn = {
        "attempt": 0,
        "drawn_at": ATTEMPT.ends_at.isoformat(),
        "given_up": [],
        "evidence": {**announcement, "signature": RECORDED[0]["signature"]} | changes,
        "chance": chance.hex(),
        "seed": numbers.seed(ATTEMPT.day, root=ROOT, beacon=chance).hex(),
    }
    report = Report(english=True)
    check_chance(announced, {"root": ROOT.hex()}, drawn, report, keys=[])
    return set(report.wrong)


def test_the_round_that_was_due_is_found_true_but_for_its_signature(capsys):
    assert wrong_of() == set()
    assert "[unchecked] The BLS signature of drand" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("changes", "claims"),
    [
        pytest.param({"round": 1000}, {"as-announced", "drand"}, id="another round"),
        pytest.param({"chain": "00" * 32}, {"as-announced", "drand"}, id="another chain"),
        pytest.param({"signature": RECORDED[1]["signature"]}, {"drand"}, id="another signature"),
    ],
)
def test_another_round_chain_or_signature_is_found(changes, claims):
    assert wrong_of(**changes) == claims
