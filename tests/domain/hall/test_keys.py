"""Keys of a counter: every deed has one, and a map that is unclear is refused with the reason."""

import pytest

from antrean.domain.hall.keys import DEEDS, DEFAULT_KEYS, KeysUnclear, read_keys


def test_the_usual_keys_do_every_deed():
    assert sorted(read_keys(DEFAULT_KEYS).values()) == sorted(DEEDS)


def test_two_deeds_may_change_places():
    keys = {**DEFAULT_KEYS, "NumpadAdd": "recall", "NumpadMultiply": "next"}

    assert read_keys(keys)["NumpadAdd"] == "recall"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"KeyA": "next"}, "unknown_key"),
        ({"NumpadAdd": "tea"}, "unknown_deed"),
        ({"NumpadAdd": "recall"}, "missing"),
        ({"F2": "next"}, "twice"),
    ],
)
def test_an_unclear_map_is_refused_with_the_reason(change, problem):
    with pytest.raises(KeysUnclear) as refused:
        read_keys({**DEFAULT_KEYS, **change})

    assert refused.value.problem == problem


def test_a_deed_without_a_key_is_refused():
    keys = {key: deed for key, deed in DEFAULT_KEYS.items() if deed != "undo"}

    with pytest.raises(KeysUnclear) as refused:
        read_keys(keys)

    assert (refused.value.problem, refused.value.name) == ("missing", "undo")
