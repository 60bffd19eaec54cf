"""When a notice is no longer true, and how long we keep trying."""

from datetime import UTC, datetime, timedelta

import pytest

from antrean.domain import notices
from antrean.domain.notices import LastPlace, gives_up, is_stale, pause

ENDS_AT = datetime(2026, 12, 1, 3, tzinfo=UTC)
BEFORE = ENDS_AT - timedelta(hours=5)
HELD = LastPlace(sequence=1, ended=False, window_ends_at=ENDS_AT)
ENDED = LastPlace(sequence=1, ended=True, window_ends_at=ENDS_AT)


@pytest.mark.parametrize("kind", sorted(notices.ABOUT_A_PLACE))
def test_news_of_a_place_that_is_held_is_true(kind):
    assert not is_stale(kind, version=1, last=HELD, now=BEFORE)


@pytest.mark.parametrize("kind", sorted(notices.ABOUT_A_PLACE))
def test_news_of_an_earlier_place_is_stale(kind):
    assert is_stale(kind, version=0, last=HELD, now=BEFORE)


@pytest.mark.parametrize("kind", sorted(notices.ABOUT_A_PLACE))
def test_news_of_a_place_that_was_given_back_is_stale(kind):
    assert is_stale(kind, version=1, last=ENDED, now=BEFORE)


@pytest.mark.parametrize("kind", sorted(notices.ABOUT_A_PLACE))
def test_news_of_a_place_comes_too_late_once_its_window_has_ended(kind):
    assert is_stale(kind, version=1, last=HELD, now=ENDS_AT)


def test_news_of_a_place_that_is_nowhere_is_stale():
    assert is_stale("appointment_given", version=0, last=None, now=BEFORE)


@pytest.mark.parametrize(
    "kind", sorted(notices.ABOUT_AN_END | notices.WITH_A_CODE | notices.ABOUT_AN_ACCOUNT)
)
def test_news_of_an_end_and_letters_about_accounts_stay_true(kind):
    assert not is_stale(kind, version=0, last=ENDED, now=ENDS_AT + timedelta(days=9))


def test_a_list_of_missing_papers_is_true_until_the_visit_is_over():
    later = ENDS_AT + timedelta(hours=2)

    assert not is_stale(notices.PAPERS_MISSING, version=7, last=HELD, now=later)
    assert is_stale(notices.PAPERS_MISSING, version=7, last=ENDED, now=later)


def test_that_somebody_waits_for_a_draw_is_true_while_they_wait_for_that_one():
    assert not is_stale(notices.RECEIPT_GIVEN, version=1, last=None, draw=1, now=BEFORE)
    assert is_stale(notices.RECEIPT_GIVEN, version=1, last=None, draw=2, now=BEFORE)
    assert is_stale(notices.RECEIPT_GIVEN, version=1, last=None, draw=None, now=BEFORE)


def test_every_kind_is_one_of_those_that_stay_true_or_do_not():
    lasting = notices.ABOUT_AN_END | notices.WITH_A_CODE | notices.ABOUT_AN_ACCOUNT
    passing = notices.ABOUT_A_PLACE | {notices.PAPERS_MISSING, notices.RECEIPT_GIVEN}

    assert lasting | passing == notices.KINDS
    assert not lasting & passing


def test_pauses_double_up_to_an_hour():
    pauses = [pause(tries=tries, luck=1.0) for tries in (1, 2, 3, 7, 8, 30_000)]

    assert pauses == [
        timedelta(seconds=30),
        timedelta(minutes=1),
        timedelta(minutes=2),
        timedelta(minutes=32),
        timedelta(hours=1),
        timedelta(hours=1),
    ]


def test_luck_spreads_the_pause_from_nearly_nothing_to_all_of_it():
    assert pause(tries=8, luck=0.0) == notices.SHORTEST_PAUSE
    assert pause(tries=8, luck=0.5) == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("waited", "tries", "expected"),
    [
        (timedelta(hours=47), 500, False),
        (timedelta(hours=49), 119, False),
        (timedelta(hours=48), 120, True),
    ],
)
def test_a_letter_is_given_up_after_two_days_and_many_tries(waited, tries, expected):
    assert gives_up(due_at=BEFORE, tries=tries, now=BEFORE + waited) is expected


def test_a_day_and_a_half_of_silence_gives_nothing_up_however_often_it_was_tried():
    assert not gives_up(due_at=BEFORE, tries=30_000, now=BEFORE + timedelta(hours=36))
