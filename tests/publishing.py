"""One made-up batch, drawn by the reference and published: what a citizen would download."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from antrean.adapters.beacons.embedded import Embedded
from antrean.domain.draw import merkle, numbers
from antrean.domain.draw.allocation import OPEN_FIRST, Drawn, allocate
from antrean.domain.draw.attempt import Attempt
from antrean.domain.draw.batch import Batch
from antrean.domain.draw.leaf import leaf_of
from antrean.domain.draw.lot import to_text
from antrean.domain.draw.publication import (
    ANNOUNCED,
    CLOSED,
    Announcement,
    Files,
    Run,
    announce,
    close,
    publish,
)
from antrean.domain.draw.receipt import Receipt, proof, signed_message
from tests.markets import MONDAY, random_market
from tests.witnessing import KEYS, NAMES, see

DAY = MONDAY - timedelta(days=5)
CLOSES_AT = datetime(2026, 11, 25, 11, tzinfo=UTC)
ATTEMPT = Attempt(DAY, CLOSES_AT)
SIGNER = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
KEY = SIGNER.public_key().public_bytes_raw()
MINUTE = timedelta(minutes=1)


@dataclass
class Story:
    """A batch step by step; `files` is what is public at the end."""

    lots: dict
    salts: dict
    announcement: Announcement
    files: Files
    run: Run

    def receipt(self, leaf):
        """Return the receipt of a leaf, ready for JSON."""
        text, salt = to_text(self.lots[leaf]), self.salts[leaf]
        at = CLOSES_AT - 60 * MINUTE
        signature = SIGNER.sign(signed_message(leaf, day=DAY, signed_at=at))
        batch = Batch(1, DAY, CLOSES_AT)
        age = self.lots[leaf].age_class
        return proof(Receipt(batch, text, age, salt, leaf, at, signature))


def made_up_story(seed=20, **changes):
    """Return a batch with groups, ages, reserves and more lots than seats."""
    drawn, seats = random_market(seed, lots_most=60)
    chance = random.Random(seed)
    lots, salts = {}, {}
    for nth, each in enumerate(drawn):
        lot, salt = replace(each.lot, ref=f"UJI{nth}"), chance.randbytes(16)
        leaf = leaf_of(to_text(lot), salt=salt)
        lots[leaf], salts[leaf] = lot, salt
    beacon = Embedded(b"\x05" * 32)
    said = Announcement(
        attempt=ATTEMPT,
        announced_at=CLOSES_AT - 300 * MINUTE,
        seats=seats,
        policy=OPEN_FIRST,
        code=b"\xc0" * 32,
        keys=[KEY],
        beacon=beacon.announce(ATTEMPT),
        witnesses=KEYS,
        sightings_min=2,
    )
    return told(replace(said, **changes), lots=lots, salts=salts, beacon=beacon)


def told(said, *, lots, salts, beacon):
    """Return the whole story of this announcement and these lots."""
    files = announce(said)
    files |= close(lots, closed_at=CLOSES_AT + MINUTE, announced=files[ANNOUNCED])
    root = merkle.root(sorted(lots))
    got = beacon.ask(ATTEMPT, root=root, announced=said.beacon)
    seed = numbers.seed(DAY, root=root, beacon=got.output)
    numbered = [
        Drawn(lot, leaf, numbers.draw_number(leaf, seed=seed)) for leaf, lot in lots.items()
    ]
    run = Run(
        attempt=0,
        drawn_at=CLOSES_AT + 12 * MINUTE,
        chance=got.output,
        evidence=got.evidence,
        outcome=allocate(numbered, seats=said.seats, policy=said.policy),
        sightings=[see(name, root=root, at=CLOSES_AT + 3 * MINUTE) for name in NAMES],
    )
    return drawn_again(Story(lots, salts, said, files, run), run)


def drawn_again(story, run):
    """Return the story with another run published over its first two words."""
    files = {
        name: content
        for name, content in story.files.items()
        if not name.startswith(("drawn", "cutoffs", "results"))
    }
    files |= publish(run, lots=story.lots, announced=files[ANNOUNCED], closed=files[CLOSED])
    return replace(story, files=files, run=run)


def write(files, folder):
    """Write the files as a static server would hold them; return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
