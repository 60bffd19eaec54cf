"""Whoever changes anything of a published draw is found, by all or by whoever holds a receipt."""

import json
from dataclasses import replace

import pytest

from antrean.domain.draw import attempt as attempts
from antrean.domain.draw.publication import (
    ANNOUNCED,
    DRAWN,
    GivenUp,
    announce,
    digest,
)
from antrean.verifier.command import check, main, parser
from antrean.verifier.report import Report
from tests.publishing import (
    ATTEMPT,
    CLOSES_AT,
    DAY,
    KEY,
    MINUTE,
    SIGNER,
    write,
)
from tests.tampering import CASES, OWN_CASES, favoured, later_attempt, someone, story, without_one


def wrong_in(folder, *words):
    report = Report(english=True)
    check(parser().parse_args([str(folder), *map(str, words)]), report)
    return set(report.wrong)


def blind_for(claims, monkeypatch):
    """Take these checks away."""
    honest = Report.check

    def blind(self, holds, claim, **values):
        return honest(self, holds or claim in claims, claim, **values)

    monkeypatch.setattr(Report, "check", blind)


@pytest.fixture
def receipt(tmp_path):
    """Return a function that writes a receipt and returns the words that hand it over."""

    def written(leaf, **changes):
        path = tmp_path / "receipt.json"
        path.write_text(json.dumps(story().receipt(leaf) | changes))
        return "--receipt", path, "--key", KEY.hex()

    return written


def test_an_honest_draw_is_found_true_for_everybody(tmp_path, receipt):
    folder = write(story().files, tmp_path)

    wrong = {leaf: wrong_in(folder, *receipt(leaf)) for leaf in story().lots}

    assert not any(wrong.values())


def test_a_later_attempt_after_a_signed_word_is_found_true(tmp_path):
    at = CLOSES_AT + 31 * MINUTE
    word = GivenUp(0, at, SIGNER.sign(attempts.given_up_message(ATTEMPT, at=at)))

    folder = write(later_attempt([word]), tmp_path)

    assert wrong_in(folder) == set()


@pytest.mark.parametrize(("tampered", "claims"), CASES.values(), ids=CASES)
def test_everybody_finds_that(tmp_path, tampered, claims):
    folder = write(tampered(), tmp_path)

    assert wrong_in(folder) == claims
    assert main([str(folder)]) == 1


@pytest.mark.parametrize(("tampered", "claims"), CASES.values(), ids=CASES)
def test_without_these_checks_nobody_would(tmp_path, tampered, claims, monkeypatch):
    folder = write(tampered(), tmp_path)

    blind_for(claims, monkeypatch)

    assert main([str(folder)]) == 0


@pytest.mark.parametrize(("tampered", "changes", "claims"), OWN_CASES.values(), ids=OWN_CASES)
def test_whoever_holds_a_receipt_finds_who(tmp_path, receipt, tampered, changes, claims):
    folder = write(tampered(), tmp_path)

    wrong = wrong_in(folder, *receipt(someone(served=True), **changes))

    assert "receipt-opens" in wrong if claims is None else wrong == claims


@pytest.mark.parametrize("tampered", [without_one, favoured])
def test_without_a_receipt_nobody_can_find_that(tmp_path, tampered):
    folder = write(tampered(), tmp_path)

    assert wrong_in(folder) == set()


def test_a_second_result_of_one_batch_shows_beside_a_copy(tmp_path):
    ours = write(without_one(), tmp_path / "ours")
    theirs = write(story().files, tmp_path / "theirs")

    assert wrong_in(ours, "--copy", theirs) == {"same-copy"}


def test_the_next_announcement_holds_the_result_before_it(tmp_path):
    before = (DAY, bytes.fromhex(digest(story().files[DRAWN])))
    following = announce(replace(story().announcement, before=before))
    after = write(following, tmp_path / "after")

    assert wrong_in(write(story().files, tmp_path / "one"), "--next", after) == set()
    assert wrong_in(write(without_one(), tmp_path / "two"), "--next", after) == {"next-names-it"}


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"{}", b"[" * 100_000, b'{"version": "antrean-announced-v9"}'],
)
def test_what_cannot_be_read_is_said_to_be_so(tmp_path, spoilt):
    folder = write({ANNOUNCED: spoilt}, tmp_path)

    assert main([str(folder)]) == 2


@pytest.mark.parametrize(
    ("tampered", "changes", "claims"),
    [case for case in OWN_CASES.values() if case[2]],
    ids=[name for name, case in OWN_CASES.items() if case[2]],
)
def test_without_these_checks_a_receipt_shows_nothing(
    tmp_path, receipt, tampered, changes, claims, monkeypatch
):
    folder = write(tampered(), tmp_path)
    words = receipt(someone(served=True), **changes)

    blind_for(claims, monkeypatch)

    assert main([str(folder), *map(str, words)]) == 0
