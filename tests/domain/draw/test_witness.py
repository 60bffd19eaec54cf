"""Only all witnesses together make the chance, and whoever breaks the rule is seen doing it."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from antrean.domain.draw import witness
from antrean.domain.draw.attempt import Attempt
from antrean.domain.draw.witness import (
    NotRevealed,
    TooFewWitnesses,
    commitment,
    in_time,
    output,
    revealed,
    roll_digest,
    sightings,
)
from tests import witnessing
from tests.witnessing import (
    AT_LEAST,
    ATTEMPT,
    CLOSES_AT,
    DAY,
    KEYS,
    NAMES,
    OTHER_ROOT,
    ROOT,
    commit,
    commitments,
    private_key,
    reveal,
    reveals,
    roll_of,
    secret_of,
    see,
)

FIRST, SECOND, THIRD = NAMES
TOMORROW = Attempt(date(2026, 11, 26), CLOSES_AT + timedelta(days=1))
NEXT = replace(ATTEMPT, number=1)


@pytest.fixture
def on():
    return roll_of(commitments())


def nothing_of(_):
    return b""


def the_same_for_all(_, **__):
    return bytes(32)


def believed(_, **__):
    return True


def draw(said, on, *, attempt=ATTEMPT, root=ROOT):
    opened = revealed(said, attempt=attempt, root=root, roll=on, keys=KEYS)
    return output(opened, attempt=attempt, roll=on)


def test_the_chance_is_exactly_this(on):
    digests = {
        name: hashlib.sha256(
            b"antrean-commitment-v1\x0a2026-11-25\x00"
            + bytes([len(name)])
            + name.encode()
            + secret_of(name)
        ).digest()
        for name in NAMES
    }
    lines = b"".join(bytes([len(name)]) + name.encode() + digests[name] for name in NAMES)
    listed = hashlib.sha256(b"antrean-roll-v1\x0a2026-11-25\x00" + lines).digest()
    secrets = b"".join(map(secret_of, NAMES))

    chance = draw(reveals(on), on)

    assert {name: each.content for name, each in on.items()} == digests
    assert roll_digest(on, attempt=ATTEMPT) == listed
    assert chance == hashlib.sha256(b"antrean-witnesses-v1" + listed + secrets).digest()


def test_the_order_in_which_witnesses_speak_changes_nothing(on):
    assert roll_of(commitments()[::-1]) == on
    assert draw(reveals(on)[::-1], on) == draw(reveals(on), on)


@pytest.mark.parametrize("name", NAMES)
def test_each_secret_changes_the_chance(on, name):
    other = bytes(32)
    said = [commit(each, secret=other if each == name else None) for each in NAMES]
    changed = roll_of(said)
    opened = [reveal(each, on=changed, secret=other if each == name else None) for each in NAMES]

    assert draw(opened, changed) != draw(reveals(on), on)


@pytest.mark.parametrize("name", NAMES)
def test_who_does_not_reveal_is_named_and_there_is_no_chance(on, name):
    said = [each for each in reveals(on) if each.witness != name]

    with pytest.raises(NotRevealed) as missing:
        draw(said, on)

    assert missing.value.args == (name,)


def test_if_the_missing_were_left_out_who_speaks_last_could_choose(on):
    opened = revealed(reveals(on), attempt=ATTEMPT, root=ROOT, roll=on, keys=KEYS)
    kept = [
        {name: on[name] for name in names}
        for size in (AT_LEAST, AT_LEAST + 1)
        for names in combinations(NAMES, size)
    ]

    outcomes = {output(opened, attempt=ATTEMPT, roll=each) for each in kept}

    assert len(outcomes) == 4


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"secret": secret_of(SECOND)}, id="the secret of another"),
        pytest.param({"secret": bytes(32)}, id="another secret"),
        pytest.param({"root": OTHER_ROOT}, id="another root"),
        pytest.param({"key": private_key(SECOND)}, id="signed by another"),
        pytest.param({"at": ATTEMPT.ends_at + timedelta(seconds=1)}, id="too late"),
        pytest.param({"at": ATTEMPT.begins_at - timedelta(seconds=1)}, id="before the closing"),
        pytest.param({"on": {FIRST: commit(FIRST)}}, id="another roll"),
        pytest.param({"attempt": NEXT}, id="another attempt"),
        pytest.param({"attempt": TOMORROW}, id="another batch"),
    ],
)
def test_a_reveal_that_is_not_the_one_counts_as_none(on, change):
    wrong = reveal(FIRST, **{"on": on, "secret": secret_of(FIRST), **change})

    with pytest.raises(NotRevealed) as missing:
        draw([wrong, *reveals(on)[1:]], on)

    assert missing.value.args == (FIRST,)


def test_rubbish_in_the_name_of_a_witness_does_not_drive_out_what_they_said(on):
    rubbish = [
        reveal(FIRST, on=on, secret=bytes(32)),
        reveal(FIRST, on=on, key=private_key(SECOND)),
        replace(reveal(FIRST, on=on), signature=b""),
    ]

    assert draw([*rubbish, *reveals(on), *rubbish], on) == draw(reveals(on), on)


def test_two_witnesses_cannot_swap_what_they_reveal(on):
    swapped = [
        reveal(FIRST, on=on, secret=secret_of(SECOND)),
        reveal(SECOND, on=on, secret=secret_of(FIRST)),
        reveal(THIRD, on=on),
    ]

    with pytest.raises(NotRevealed) as missing:
        draw(swapped, on)

    assert missing.value.args == (FIRST, SECOND)


def test_who_copies_a_commitment_cannot_copy_the_reveal():
    copied = replace(commit(FIRST), witness=SECOND)
    signed = commit(SECOND, secret=secret_of(FIRST))

    assert not roll_of([copied, *commitments(names=(FIRST, THIRD))]).get(SECOND)
    assert signed.content != copied.content


def test_without_the_name_in_the_digest_a_commitment_could_be_copied(monkeypatch):
    monkeypatch.setattr(witness, "name_in_bytes", nothing_of)

    digests = {commitment(bytes(32), attempt=ATTEMPT, witness=name) for name in NAMES}

    assert len(digests) == 1


@pytest.mark.parametrize("other", [TOMORROW, NEXT], ids=["batch", "attempt"])
def test_a_commitment_of_another_batch_or_attempt_puts_nobody_on_the_roll(other):
    with pytest.raises(TooFewWitnesses):
        roll_of(commitments(), attempt=other)


def test_a_secret_committed_to_again_for_another_batch_opens_nothing_here(on):
    again = [commit(name, attempt=TOMORROW, secret=secret_of(name)) for name in NAMES]
    tomorrow = roll_of(again, attempt=TOMORROW)

    assert not {each.content for each in tomorrow.values()} & {each.content for each in on.values()}
    with pytest.raises(NotRevealed):
        draw(reveals(on), tomorrow, attempt=TOMORROW)


def test_who_commits_when_the_attempt_has_begun_is_not_on_the_roll():
    late = commit(THIRD, at=ATTEMPT.begins_at)

    assert list(roll_of([*commitments(names=(FIRST, SECOND)), late])) == [FIRST, SECOND]


def test_who_commits_to_two_things_is_not_on_the_roll():
    second = commit(THIRD, secret=bytes(32))

    assert list(roll_of([*commitments(), second])) == [FIRST, SECOND]


def test_the_same_commitment_heard_twice_is_one():
    assert roll_of(commitments() * 2) == roll_of(commitments())


def test_a_stranger_is_not_on_the_roll():
    stranger = commit("kenalan", key=private_key("kenalan"))

    assert list(roll_of([*commitments(), stranger])) == list(NAMES)


def test_too_few_witnesses_are_no_roll():
    with pytest.raises(TooFewWitnesses) as few:
        roll_of(commitments(names=(FIRST,)))

    assert few.value.args == (FIRST,)


def test_after_a_failed_attempt_the_rest_draw_with_new_secrets(on):
    later = roll_of(commitments(NEXT), attempt=NEXT, without=[FIRST])

    chance = draw(reveals(later, NEXT), later, attempt=NEXT)

    assert list(later) == [SECOND, THIRD]
    assert chance != draw(reveals(on), on)


def test_failures_end_when_too_few_are_left():
    with pytest.raises(TooFewWitnesses):
        roll_of(commitments(NEXT), attempt=NEXT, without=[FIRST, SECOND])


def test_nobody_can_be_struck_off_the_roll_once_somebody_revealed(on):
    fewer = {name: on[name] for name in (FIRST, SECOND)}

    with pytest.raises(NotRevealed):
        draw(reveals(on), fewer)


def test_without_the_roll_in_what_is_signed_a_witness_could_be_struck_off(on, monkeypatch):
    fewer = {name: on[name] for name in (FIRST, SECOND)}
    monkeypatch.setattr(witness, "roll_digest", the_same_for_all)
    monkeypatch.setattr(witnessing, "roll_digest", the_same_for_all)

    assert draw(reveals(on), fewer)


def test_without_signatures_anybody_could_speak_for_a_witness(on, monkeypatch):
    monkeypatch.setattr(witness, "is_signed", believed)
    forged = [reveal(name, on=on, key=private_key("kenalan")) for name in NAMES]

    assert draw(forged, on)


def test_a_root_that_came_late_shows():
    minutes = {FIRST: 2, SECOND: 11, THIRD: 12}
    said = [see(name, at=CLOSES_AT + timedelta(minutes=late)) for name, late in minutes.items()]

    seen = sightings(said, day=DAY, keys=KEYS)[ROOT]

    assert seen == {name: CLOSES_AT + timedelta(minutes=late) for name, late in minutes.items()}
    assert not in_time(seen, attempt=ATTEMPT, at_least=2)
    assert in_time(seen, attempt=ATTEMPT, at_least=1)


def test_a_root_seen_in_the_instant_in_which_chance_is_asked_for_came_late():
    seen = sightings([see(FIRST, at=ATTEMPT.asks_at)], day=DAY, keys=KEYS)[ROOT]

    assert not in_time(seen, attempt=ATTEMPT, at_least=1)


def test_two_roots_show_also_where_one_was_only_revealed_for(on):
    said = [see(FIRST, root=OTHER_ROOT, at=CLOSES_AT), *reveals(on)]

    assert set(sightings(said, day=DAY, keys=KEYS)) == {ROOT, OTHER_ROOT}


def test_who_saw_a_root_twice_saw_it_when_they_saw_it_first():
    said = [see(FIRST, at=CLOSES_AT + timedelta(minutes=late)) for late in (7, 3, 5)]

    seen = sightings(said, day=DAY, keys=KEYS)[ROOT]

    assert seen == {FIRST: CLOSES_AT + timedelta(minutes=3)}


def test_nobody_sees_a_root_for_another_or_for_another_day():
    forged = replace(see(FIRST, at=CLOSES_AT), witness=SECOND)

    assert sightings([forged, see(FIRST, at=CLOSES_AT, attempt=TOMORROW)], day=DAY, keys=KEYS) == {}


def test_a_secret_of_another_size_is_none():
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(bytes(31), attempt=ATTEMPT, witness=FIRST)
