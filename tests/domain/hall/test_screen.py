"""What a screen shows follows from the events alone."""

from datetime import UTC, datetime, timedelta

from antrean.domain.hall.screen import fold, split

NINE = datetime(2026, 12, 1, 2, tzinfo=UTC)


def told(kind, number, *, seconds=0, counter=1):
    at = NINE + timedelta(seconds=seconds)
    return kind, {
        "number": number,
        "counter": counter,
        "arrow": "",
        "stage": "documents",
        "at": at.isoformat(),
    }


def numbers(shown):
    return [each.number for each in shown]


def test_the_newest_call_comes_first():
    assert numbers(fold([told("call", "A-001"), told("call", "A-002")])) == ["A-002", "A-001"]


def test_a_number_called_again_moves_to_the_front_and_stands_once():
    events = [told("call", "A-001"), told("call", "A-002"), told("recall", "A-001")]

    assert numbers(fold(events)) == ["A-001", "A-002"]


def test_a_withdrawn_call_is_gone():
    assert fold([told("call", "A-001"), told("withdrawn", "A-001")]) == []


def test_calls_of_one_moment_stack_up_to_three():
    shown = fold([told("call", f"A-00{number}") for number in range(1, 6)])

    current, recent = split(shown, now=NINE)

    assert (numbers(current), numbers(recent)) == (
        ["A-005", "A-004", "A-003"],
        ["A-002", "A-001"],
    )


def test_the_last_call_stays_for_some_minutes():
    shown = fold([told("call", "A-001"), told("call", "A-002")])

    current, recent = split(shown, now=NINE + timedelta(minutes=5))

    assert (numbers(current), numbers(recent)) == (["A-002"], ["A-001"])


def test_when_the_hall_is_quiet_every_call_is_one_of_the_last():
    shown = fold([told("call", "A-001"), told("call", "A-002")])

    current, recent = split(shown, now=NINE + timedelta(minutes=6))

    assert (numbers(current), numbers(recent)) == ([], ["A-002", "A-001"])


def test_before_the_first_call_nothing_is_current():
    assert split([], now=NINE) == ([], [])
