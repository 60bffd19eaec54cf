"""JSON from strangers: an object of bounded size, or nothing."""

import json
from typing import Any

BYTES_MAX = 4096


class NotAnObject(Exception):
    """It is no JSON object of at most 4,096 bytes."""


def json_object(raw: bytes) -> dict[str, Any]:
    """Read it; raises `NotAnObject` for everything else, however deep or long it is."""
    if len(raw) > BYTES_MAX:
        raise NotAnObject("too long")
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as problem:
        raise NotAnObject("no JSON") from problem
    if not isinstance(said, dict):
        raise NotAnObject("no object")
    return said
