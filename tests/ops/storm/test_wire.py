"""Answers are read byte by byte as they come, and what cannot be read is not taken for one."""

from urllib.parse import parse_qs

import pytest

from antrean.ops.bench.wire import Garbled, read_answer, request

BODY = b'{"outcome": "busy", "retry_after": 4}'
BUSY = b"HTTP/1.1 503 Busy\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)


def test_a_request_carries_the_pass_and_the_login():
    head, body = request("abc_-.def", login="orang").split(b"\r\n\r\n")

    assert parse_qs(body) == {b"pass": [b"abc_-.def"]}
    assert b"cookie: masuk=orang" in head.split(b"\r\n")
    assert b"content-length: %d" % len(body) in head.split(b"\r\n")


def test_a_place_in_line_goes_along():
    body = request("abc", login="orang", slip="s.1").split(b"\r\n\r\n")[1]

    assert parse_qs(body) == {b"pass": [b"abc"], b"slip": [b"s.1"]}


@pytest.mark.parametrize("so_far", range(len(BUSY)))
def test_an_answer_that_is_not_whole_is_none_yet(so_far):
    assert read_answer(BUSY[:so_far]) is None


def test_a_whole_answer_is_read_to_its_end():
    answer = read_answer(BUSY + b"HTTP/1.1 201")

    assert (answer.status, answer.body["outcome"], answer.retry_after) == (503, "busy", 4)
    assert (answer.length, answer.closes) == (len(BUSY), False)


def test_the_head_may_say_when_to_come_back_and_that_the_line_ends():
    answer = read_answer(
        b"HTTP/1.1 503 x\r\nretry-after: 7\r\nConnection: close\r\ncontent-length: 2\r\n\r\n[]"
    )

    assert (answer.retry_after, answer.closes, answer.body) == (7, True, {})


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nserver: x", b"SSH-2.0\r\ncontent-length: 0"])
def test_what_is_no_answer_is_garbled(head):
    with pytest.raises(Garbled):
        read_answer(head + b"\r\n\r\n")
