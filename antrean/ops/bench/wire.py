"""The little of HTTP/1.1 that the crowds of benches and storms speak: a POST out, JSON in."""

import json
import re
from typing import NamedTuple

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
RETRY_AFTER = re.compile(rb"\r\nretry-after: *(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


class Garbled(Exception):
    """What came is no answer we can read; nobody knows what became of the submission."""


class Answer(NamedTuple):
    """One answer, read to its end: `length` bytes. `body` is {} where it is no JSON object."""

    status: int
    body: dict[str, object]
    retry_after: float | None  # seconds
    closes: bool
    length: int


def request(leave: str, *, login: str, slip: str = "") -> bytes:
    """Return the bytes that submit a signed pass, as the browser of that login would.

    `slip` is the place in line that a full door gave. Both hold nothing that needs quoting.
    """
    body = f"pass={leave}&slip={slip}" if slip else f"pass={leave}"
    return (
        "POST /live/pengajuan HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\n"
        f"content-type: application/x-www-form-urlencoded\r\ncookie: masuk={login}\r\n"
        f"content-length: {len(body)}\r\n\r\n{body}"
    ).encode("ascii")


def read_answer(data: bytes) -> Answer | None:
    """Return the answer that `data` begins with, None while it is not whole. Raises `Garbled`."""
    head_ends = data.find(b"\r\n\r\n")
    if head_ends < 0:
        return None
    head = data[: head_ends + 2]
    length = LENGTH.search(head)
    if not head.startswith(b"HTTP/1.1 ") or length is None:
        raise Garbled(head.decode(errors="replace"))
    begins = head_ends + 4
    ends = begins + int(length[1])
    if len(data) < ends:
        return None
    body = _object(data[begins:ends])
    return Answer(int(head[9:12]), body, _seconds(head, body), bool(CLOSES.search(head)), ends)


def _object(body: bytes) -> dict[str, object]:
    try:
        read = json.loads(body)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _seconds(head: bytes, body: dict[str, object]) -> float | None:
    """Return how long the answer asks one to wait, in its head or in its body."""
    found = RETRY_AFTER.search(head)
    if found:
        return float(found[1])
    said = body.get("retry_after")
    return float(said) if isinstance(said, int | float) else None
