"""The history checker finds each kind of breach, planted here, and none in a good storm."""

from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

from antrean.ops.storm.checker import EXAMPLES_MAX, Stored, check
from antrean.ops.storm.history import Sent, Told

WINDOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
REFUSED = Told("refused", "ref-9")


def given(nth, *, office="kanim-uji"):
    return Told("given", f"ref-{nth}", office, "2026-11-24", WINDOW)


def sent(nth, *told):
    one = Sent(UUID(int=nth))
    one.tries = 1
    for each in told:
        one.hear(each)
    return one


def history(*all_sent):
    return {each.key: each for each in all_sent}


def row(nth, *, person=None, office="kanim-uji", cell=1, seats=5, window=WINDOW):
    who = b"%d" % (nth if person is None else person)
    return Stored(UUID(int=nth), who, f"ref-{nth}", office, "2026-11-24", window, cell, seats)


def found(told, stored):
    return check(told, stored).found


def test_a_good_storm_has_no_breach():
    told = history(sent(1, given(1)), sent(2, given(2)), sent(9, REFUSED))

    verdict = check(told, [row(2), row(1)])

    assert verdict.good
    assert (verdict.attempted, verdict.acked, verdict.stored) == (3, 3, 2)


def test_the_same_answer_twice_is_one_answer():
    assert found(history(sent(1, given(1), given(1))), [row(1)]) == {}


def test_an_acknowledged_place_that_is_not_stored_is_lost():
    assert found(history(sent(1, given(1))), []) == {"lost": 1}


def test_an_acknowledged_place_that_is_stored_elsewhere_is_lost():
    assert found(history(sent(1, given(1))), [row(1, office="kanim-lain")]) == {"lost": 1}


def test_an_acknowledged_window_that_is_stored_later_is_lost():
    later = WINDOW.replace(hour=3)

    assert found(history(sent(1, given(1))), [row(1, window=later)]) == {"lost": 1}


def test_a_place_of_a_key_that_nobody_sent_is_found():
    assert found({}, [row(1)]) == {"unsent": 1}


def test_two_places_of_one_key_are_a_duplicate():
    assert found(history(sent(1, given(1))), [row(1), row(1)]) == {"dup": 1}


def test_two_places_of_one_person_are_a_duplicate():
    told = history(sent(1, given(1)), sent(2, given(2)))

    assert found(told, [row(1, person=7), row(2, person=7)]) == {"dup": 1}


def test_more_people_than_seats_are_oversold_by_so_many():
    told = history(*(sent(nth, given(nth)) for nth in range(4)))
    stored = [row(nth, seats=2, cell=8) for nth in range(3)]

    assert found(told, [*stored, row(3, seats=2, cell=9)]) == {"oversold": 1}


def test_two_answers_to_one_key_disagree():
    told = history(sent(1, given(1), given(1, office="kanim-lain")))

    assert found(told, [row(1)]) == {"disagreed": 1, "lost": 1}


def test_a_refused_key_with_a_place_is_found():
    assert found(history(sent(9, REFUSED)), [row(9)]) == {"refused": 1}


def test_a_good_submission_is_never_answered_as_if_it_were_none():
    assert found(history(sent(1, Told("forged", ""))), []) == {"strange": 1}


def test_a_key_without_any_answer_is_found_and_its_place_is_no_breach():
    assert found(history(sent(1)), [row(1)]) == {"unanswered": 1}


def test_a_few_breaches_of_each_kind_are_told_in_words():
    told = history(*(sent(nth, given(nth)) for nth in range(30)), *map(sent, range(40, 42)))

    verdict = check(told, [])

    words = Counter(example.split(":")[0] for example in verdict.examples)
    assert verdict.found == {"lost": 30, "unanswered": 2}
    assert words == {"lost": EXAMPLES_MAX, "unanswered": 2}
