"""What strangers send is a small JSON object, or it is nothing."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.adapters.beacons import untrusted
from antrean.adapters.beacons.untrusted import BYTES_MAX, NotAnObject, json_object


def test_a_small_object_is_read():
    assert json_object(b'{"a": [1, null]}') == {"a": [1, None]}
    assert json_object(b"{}".ljust(BYTES_MAX)) == {}


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{}".ljust(BYTES_MAX + 1), id="too long"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'"{}"', id="a text"),
        pytest.param(b"{", id="half"),
        pytest.param(b'{"a":' * 800, id="deep"),
        pytest.param(b'{"a":[' + b"[" * 4000, id="deeper"),
        pytest.param(b"\xff", id="no text"),
    ],
)
def test_everything_else_is_nothing(raw):
    with pytest.raises(NotAnObject):
        json_object(raw)


def test_what_is_nested_too_deeply_is_nothing_however_deep_calls_may_go(monkeypatch):
    def too_deep(_):
        raise RecursionError

    monkeypatch.setattr(untrusted.json, "loads", too_deep)

    with pytest.raises(NotAnObject):
        json_object(b"{}")


@given(st.binary(max_size=60))
def test_whatever_comes_in_is_an_object_or_refused(raw):
    with contextlib.suppress(NotAnObject):
        assert isinstance(json_object(raw), dict)
