"""What a draw publishes: everything that is public comes back, and nothing that is private."""

import hashlib

import pytest

from antrean.domain.draw import merkle
from antrean.domain.draw.allocation import OPEN_FIRST, laid_out
from antrean.domain.draw.lot import to_text
from antrean.domain.draw.publication import ANNOUNCED, CLOSED, DRAWN, NotPublished, digest, read
from antrean.domain.draw.seat_files import cutoffs_in, seats_in
from antrean.domain.draw.shards import leaves_in, results_in
from tests.publishing import made_up_story


@pytest.fixture(scope="module")
def story():
    return made_up_story()


def shards(files, folder):
    return [files[name] for name in sorted(files) if name.startswith(f"{folder}/")]


def drawn_word(files):
    return read(files[DRAWN], version="antrean-drawn-v1")


def test_the_seats_come_back_with_a_cell_in_every_pool(story):
    assert seats_in(story.files) == laid_out(story.announcement.seats, policy=OPEN_FIRST)


def test_the_shards_of_leaves_end_to_end_are_the_tree(story):
    leaves = [leaf for shard in shards(story.files, "leaves") for leaf in leaves_in(shard)]

    root = read(story.files[CLOSED], version="antrean-closed-v1")["root"]

    assert leaves == sorted(story.lots)
    assert merkle.root(leaves).hex() == root


def test_the_results_come_back_with_age_and_size(story):
    results = [each for shard in shards(story.files, "results") for each in results_in(shard)]

    assert {each.leaf: each.cell for each in results} == story.run.outcome.given
    assert all(
        (each.age_class, each.group_size)
        == (story.lots[each.leaf].age_class, story.lots[each.leaf].group_size)
        for each in results
    )


def test_the_cutoffs_come_back_from_seed_and_leaves(story):
    seed = bytes.fromhex(drawn_word(story.files)["seed"])

    cutoffs = cutoffs_in(story.files, seed=seed)

    assert cutoffs == story.run.outcome.cutoffs
    assert seats_in(story.files, folder="cutoffs") == story.run.outcome.seats


def test_each_word_names_what_was_published_before_it(story):
    closed = read(story.files[CLOSED], version="antrean-closed-v1")

    assert closed["announced"] == hashlib.sha256(story.files[ANNOUNCED]).hexdigest()
    assert drawn_word(story.files)["announced"] == digest(story.files[ANNOUNCED])
    assert drawn_word(story.files)["closed"] == digest(story.files[CLOSED])


def test_neither_salts_nor_texts_nor_references_are_in_any_file(story):
    everything = b"\n".join(story.files.values())

    private = [salt.hex().encode() for salt in story.salts.values()]
    private += [to_text(lot) for lot in story.lots.values()]
    private += [f"ref {lot.ref}".encode() for lot in story.lots.values()]

    assert not [each for each in private if each in everything]


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(lambda word: word.replace(b"-v1", b"-v2"), id="another version"),
        pytest.param(lambda word: word.replace(b"\n ", b"\n  "), id="written otherwise"),
        pytest.param(lambda word: word[:-9], id="cut off"),
        pytest.param(lambda _: b"[" * 100_000, id="too deep"),
    ],
)
def test_what_is_not_written_like_that_is_refused(story, spoilt):
    word = spoilt(story.files[CLOSED])

    with pytest.raises(NotPublished):
        read(word, version="antrean-closed-v1")
