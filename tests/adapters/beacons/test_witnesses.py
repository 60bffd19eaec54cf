"""What witnesses put into the folder makes the chance, and nothing else that lies there does."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from antrean.adapters.beacons.beacon import BeaconSilent
from antrean.adapters.beacons.witnesses import Witnesses, in_folder, sign
from antrean.domain.draw.statement import from_proof, is_signed, proof
from antrean.domain.draw.witness import output, revealed
from tests.witnessing import (
    AT_LEAST,
    ATTEMPT,
    KEYS,
    NAMES,
    OTHER_ROOT,
    ROOT,
    commit,
    commitments,
    private_key,
    reveals,
    roll_of,
    see,
)

FIRST, SECOND, THIRD = NAMES
NEXT = replace(ATTEMPT, number=1)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / ATTEMPT.day.isoformat()).mkdir()
    return tmp_path


@pytest.fixture
def beacon(folder):
    return Witnesses(KEYS, AT_LEAST, in_folder(folder))


def put(folder, statements, *, prefix=""):
    for each in statements:
        name = f"{prefix}{each.kind.name}-{each.attempt}-{each.witness}.json"
        path = folder / ATTEMPT.day.isoformat() / name
        path.write_text(json.dumps(proof(each)))


@pytest.fixture
def announced(folder, beacon):
    put(folder, commitments())
    return json.loads(json.dumps(beacon.announce(ATTEMPT)))


def test_all_witnesses_together_make_the_chance(folder, beacon, announced):
    on = roll_of(commitments())
    put(folder, reveals(on))

    chance = beacon.ask(ATTEMPT, root=ROOT, announced=announced)

    opened = revealed(reveals(on), attempt=ATTEMPT, root=ROOT, roll=on, keys=KEYS)
    assert chance.output == output(opened, attempt=ATTEMPT, roll=on)


def test_the_evidence_is_all_that_is_needed_to_find_the_chance_again(folder, beacon, announced):
    put(folder, reveals(roll_of(commitments())))
    chance = beacon.ask(ATTEMPT, root=ROOT, announced=announced)

    said = json.loads(json.dumps(chance.evidence))
    again = [from_proof(each) for each in said["reveals"]]

    known = Witnesses({}, 0, lambda _: again)
    assert known.ask(ATTEMPT, root=ROOT, announced=said).output == chance.output


def test_who_did_not_reveal_is_named(folder, beacon, announced):
    put(folder, reveals(roll_of(commitments()))[:1])

    with pytest.raises(BeaconSilent) as silent:
        beacon.ask(ATTEMPT, root=ROOT, announced=announced)

    assert silent.value.missing == (SECOND, THIRD)


def test_what_was_revealed_for_another_root_is_of_no_use(folder, beacon, announced):
    put(folder, reveals(roll_of(commitments())))

    with pytest.raises(BeaconSilent):
        beacon.ask(ATTEMPT, root=OTHER_ROOT, announced=announced)


def test_a_commitment_that_appears_later_changes_nothing(folder, beacon, announced):
    put(folder, [commit(THIRD, secret=bytes(32))], prefix="backdated-")
    put(folder, reveals(roll_of(commitments())))

    chance = beacon.ask(ATTEMPT, root=ROOT, announced=announced)

    assert len(chance.evidence["reveals"]) == 3


def test_if_the_roll_were_read_again_a_backdated_commitment_would_end_the_attempt(folder, beacon):
    put(folder, commitments())
    put(folder, [commit(THIRD, secret=bytes(32))], prefix="backdated-")
    put(folder, reveals(roll_of(commitments())))

    with pytest.raises(BeaconSilent):
        beacon.ask(ATTEMPT, root=ROOT, announced=beacon.announce(ATTEMPT))


def test_a_forged_announcement_is_not_believed(beacon, announced):
    forged = proof(commit(FIRST, secret=bytes(32)))
    forged["signature"] = "00" * 64

    fewer = {**announced, "commitments": [forged, *announced["commitments"][1:]]}

    with pytest.raises(BeaconSilent) as silent:
        beacon.ask(ATTEMPT, root=ROOT, announced=fewer)
    assert FIRST not in silent.value.missing


def test_an_announcement_of_another_attempt_opens_nothing(beacon, announced):
    with pytest.raises(BeaconSilent, match="announced roll"):
        beacon.ask(NEXT, root=ROOT, announced=announced)


def test_too_few_commitments_are_no_announcement(folder, beacon):
    put(folder, [commit(FIRST)])

    with pytest.raises(BeaconSilent):
        beacon.announce(ATTEMPT)


def test_the_next_attempt_is_without_who_was_missing(folder, beacon):
    put(folder, commitments(NEXT))

    announced = beacon.announce(NEXT, without=[FIRST])
    on = roll_of(commitments(NEXT), attempt=NEXT, without=[FIRST])
    put(folder, reveals(on, NEXT))

    assert [each["witness"] for each in announced["commitments"]] == [SECOND, THIRD]
    assert beacon.ask(NEXT, root=ROOT, announced=announced).output


@pytest.mark.parametrize(
    "rubbish",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not JSON", id="no JSON"),
        pytest.param(b"[" * 4000, id="deep"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"{}", id="no statement"),
        pytest.param(b"{}".ljust(10_000), id="long"),
        pytest.param(json.dumps(proof(see(FIRST, at=ATTEMPT.asks_at))).encode(), id="a sighting"),
    ],
)
def test_other_files_in_the_folder_are_passed_over(folder, beacon, announced, rubbish):
    put(folder, reveals(roll_of(commitments())))
    (folder / ATTEMPT.day.isoformat() / "0.json").write_bytes(rubbish)
    (folder / ATTEMPT.day.isoformat() / "folder.json").mkdir()

    assert beacon.ask(ATTEMPT, root=ROOT, announced=announced).output


def test_without_a_folder_nothing_was_said(tmp_path):
    assert in_folder(tmp_path / "none")(ATTEMPT) == []


def test_a_witness_signs_with_their_private_key():
    said = see(FIRST, at=ATTEMPT.begins_at + timedelta(minutes=1))

    signed = sign(replace(said, signature=b""), key=private_key(FIRST).private_bytes_raw())

    assert signed == said
    assert is_signed(signed, key=KEYS[FIRST])


def test_the_beacon_says_that_others_have_a_part_in_it(beacon):
    assert beacon.name == "witnesses"
    assert beacon.from_outside
