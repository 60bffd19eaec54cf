"""Ways to tamper with a published draw, each with the claims that are wrong then."""

import json
from dataclasses import replace
from functools import cache

from antrean.adapters.beacons.embedded import Embedded
from antrean.domain.draw import attempt as attempts
from antrean.domain.draw import seat_files
from antrean.domain.draw.numbers import draw_number
from antrean.domain.draw.publication import (
    ANNOUNCED,
    CLOSED,
    DRAWN,
    close,
    digest,
    read,
)
from antrean.verifier.ending import cutoffs_of
from tests.publishing import (
    ATTEMPT,
    CLOSES_AT,
    DAY,
    MINUTE,
    drawn_again,
    made_up_story,
    told,
)
from tests.witnessing import NAMES, OTHER_ROOT, see


@cache
def story():
    return made_up_story()


def beacon():
    return Embedded(b"\x05" * 32)


def edited(public, name, **changes):
    """Return the files with a word changed, and nothing else."""
    word = json.loads(public[name]) | changes
    return public | {name: (json.dumps(word, indent=1, sort_keys=True) + "\n").encode()}


def swapped(files, name, old, new):
    return files | {name: files[name].replace(old, new)}


def rerun(**changes):
    """Return the files of the honest batch with another run on top."""
    return drawn_again(story(), replace(story().run, **changes)).files


def reclosed(change, closed_at=CLOSES_AT + MINUTE):
    """Return the files with another closing, and all that names it said anew."""
    files = dict(story().files)
    files |= close(story().lots, closed_at=closed_at, announced=files[ANNOUNCED])
    return drawn_again(replace(story(), files=edited(files, CLOSED, **change)), story().run).files


def shard_names(folder):
    return sorted(name for name in story().files if name.startswith(f"{folder}/"))


def someone(*, served):
    """Return the first of the single people who got a seat, or who got none, in the line."""
    given = story().run.outcome.given
    able = [leaf for leaf in given if story().lots[leaf].group_size == 1]
    return min(leaf for leaf in able if (given[leaf] is not None) == served)


def given_otherwise(changes):
    """Return the files with other results for these leaves, and cutoffs that fit them."""
    outcome = story().run.outcome
    seed = bytes.fromhex(read(story().files[DRAWN], version="antrean-drawn-v1")["seed"])
    given = {**outcome.given, **changes}
    sitting = {cell: [] for cell in outcome.seats}
    for leaf, cell in given.items():
        if cell is not None:
            lot = story().lots[leaf]
            place = (-lot.age_class, draw_number(leaf, seed=seed), leaf.hex())
            sitting[cell].append((place, lot.group_size))
    cutoffs = {
        cell: [seat_files._read(word, seed) for word in cutoffs_of(seats, sitting[cell])]
        for cell, seats in outcome.seats.items()
    }
    return rerun(outcome=replace(outcome, given=given, cutoffs=cutoffs))


def dropped_leaf():
    gone = shard_names("leaves")[0]
    return {name: content for name, content in story().files.items() if name != gone}


def added_leaf():
    return story().files | {"leaves/ff/ff.txt": b"f" * 64 + b"\n"}


def reordered_leaves():
    one, other = shard_names("leaves")[:2]
    files = story().files
    return files | {one: files[other], other: files[one]}


def changed_seats():
    name = shard_names("seats")[0]
    return swapped(story().files, name, b"regular 2\n", b"regular 9\n")


def swapped_results():
    one, other = someone(served=True), someone(served=False)
    lines = {}
    for leaf in (one, other):
        digits = leaf.hex()
        lines[leaf] = f"results/{digits[:2]}/{digits[2:4]}.txt"
    files = dict(story().files)
    words = files[lines[one]].split(b" ", 3)
    files[lines[one]] = b" ".join(words[:3]) + b" -\n"
    files[lines[other]] = files[lines[other]].replace(b" -\n", b" " + words[3])
    return files


def altered_cutoffs():
    name = shard_names("cutoffs")[0]
    files = swapped(story().files, name, b" -\n", b" *\n")
    names = read(files[DRAWN], version="antrean-drawn-v1")["files"]
    return edited(files, DRAWN, files=names | {name: digest(files[name])})


def moved_seats():
    outcome = story().run.outcome
    one, other = [cell for cell in outcome.seats if cell.pool == "regular"][:2]
    free = dict(outcome.seats)
    free[one], free[other] = free[one] + 1, max(free[other] - 1, 0)
    return rerun(outcome=replace(outcome, seats=free))


def overbooked():
    outcome = story().run.outcome
    return given_otherwise({someone(served=False): outcome.given[someone(served=True)]})


def chance_of_another_key():
    root = bytes.fromhex(read(story().files[CLOSED], version="antrean-closed-v1")["root"])
    other = Embedded(b"\x06" * 32)
    got = other.ask(ATTEMPT, root=root, announced=other.announce(ATTEMPT))
    return rerun(chance=got.output, evidence=got.evidence)


def later_attempt(given_up=()):
    later = attempts.Attempt(DAY, CLOSES_AT, 1)
    root = bytes.fromhex(read(story().files[CLOSED], version="antrean-closed-v1")["root"])
    got = beacon().ask(later, root=root, announced=beacon().announce(later))
    late = CLOSES_AT + 72 * MINUTE
    return told_with_chance(got, attempt=1, drawn_at=late, given_up=given_up)


def told_with_chance(got, **changes):
    """Return the honest draw of the same lots, with the chance of another attempt."""
    said = story().announcement
    fresh = told(said, lots=story().lots, salts=story().salts, beacon=Fixed(got))
    return drawn_again(fresh, replace(fresh.run, **changes)).files


class Fixed:
    """A beacon with one chance."""

    def __init__(self, got):
        self.got = got

    def ask(self, attempt, *, root, announced):
        return self.got


def late_sightings():
    root = bytes.fromhex(read(story().files[CLOSED], version="antrean-closed-v1")["root"])
    late = [see(name, root=root, at=CLOSES_AT + 11 * MINUTE) for name in NAMES]
    return rerun(sightings=late)


def two_roots():
    other = see(NAMES[0], root=OTHER_ROOT, at=CLOSES_AT + MINUTE)
    return rerun(sightings=[*story().run.sightings, other])


def late_announcement():
    return told(
        replace(story().announcement, announced_at=CLOSES_AT + MINUTE),
        lots=story().lots,
        salts=story().salts,
        beacon=beacon(),
    ).files


def forged_reveal():
    evidence = dict(story().run.evidence)
    reveal = evidence["reveals"][0]
    evidence["reveals"] = [reveal | {"at": "2026-11-25T11:10:00.000001+00:00"}]
    return rerun(evidence=evidence)


CASES = {
    "a leaf was dropped": (dropped_leaf, {"leaves-counted", "root"}),
    "a leaf was added": (added_leaf, {"leaves-counted", "root"}),
    "leaves were put in another order": (reordered_leaves, {"leaves-in-order", "root"}),
    "seats were changed": (changed_seats, {"seat-files", "seats-released"}),
    "the announcement came late": (late_announcement, {"announced-before"}),
    "the code's digest was changed": (
        lambda: edited(story().files, ANNOUNCED, code="00" * 32),
        {"closed-on-announced", "drawn-on-both"},
    ),
    "the root came late": (
        lambda: reclosed({}, closed_at=CLOSES_AT + 11 * MINUTE),
        {"closed-in-time"},
    ),
    "a pool was counted wrongly": (lambda: reclosed({"pools": {"regular": 1}}), {"counts-add-up"}),
    "witnesses saw the root late": (late_sightings, {"seen-in-time"}),
    "a witness saw another root": (two_roots, {"one-root"}),
    "the seed is another one": (
        lambda: edited(story().files, DRAWN, seed="11" * 32),
        {"seed", "cutoffs"},
    ),
    "it was run a second time with another key": (
        chance_of_another_key,
        {"as-announced", "cutoffs"},
    ),
    "another attempt was taken without giving one up": (later_attempt, {"attempts"}),
    "a reveal was forged": (forged_reveal, {"witnesses"}),
    "results were swapped": (swapped_results, {"results-root", "cutoffs"}),
    "people were counted wrongly": (
        lambda: edited(story().files, DRAWN, served=1),
        {"results-counted"},
    ),
    "cutoffs were altered": (altered_cutoffs, {"cutoffs"}),
    "seats were moved to another window": (
        moved_seats,
        {"seats-released", "seats-kept", "cutoffs"},
    ),
    "one more sits than there are seats": (overbooked, {"seats-kept"}),
}


def without_one():
    """Return the files of the whole batch as if one application had never come."""
    lots = {leaf: lot for leaf, lot in story().lots.items() if leaf != someone(served=True)}
    made = told(story().announcement, lots=lots, salts=story().salts, beacon=beacon())
    return made.files


def favoured():
    """Return results in which a seat went from its owner to somebody behind, all of it fitting."""
    one, other = someone(served=True), someone(served=False)
    cell = story().run.outcome.given[one]
    return given_otherwise({one: None, other: cell})


OWN_CASES = {
    "was left out": (without_one, {}, {"receipt-under-root"}),
    "lost the seat to somebody else": (favoured, {}, {"receipt-result"}),
    "is told other wishes": (
        lambda: story().files,
        {
            "text": "antrean-lot-v1\nref X\noffices kanim-satu\ncannot\nnot_on\nnot_before\n"
            "pools regular\nage_class 0\ngroup_size 1\n"
        },
        None,
    ),
    "holds a forged signature": (
        lambda: story().files,
        {"signature": "11" * 64},
        {"receipt-signed"},
    ),
    "holds one of another day": (
        lambda: story().files,
        {"closes_at": "2026-11-26T11:00:00+00:00"},
        {"receipt-of-batch"},
    ),
}
