"""A relay: a web server of strangers that is asked one short question, and given little time."""

import asyncio
from typing import Any

import httpx2

from antrean.adapters.beacons.untrusted import BYTES_MAX, json_object

SECONDS_MAX = 5.0
"""For the whole answer, however slowly it drips."""
PLAIN = {"Accept": "application/json", "Accept-Encoding": "identity"}


class RelayTrouble(Exception):
    """It gave no answer that could be read."""


def fetch(address: str) -> dict[str, Any]:
    """Return the JSON object at this address.

    Follows no redirect, unpacks nothing, reads 4,096 bytes and waits five seconds at most, or as
    long as looking up the name takes. Raises `RelayTrouble`, and nothing else. Not for use within
    an event loop.
    """
    try:
        return json_object(asyncio.run(_read(address)))
    except Exception as problem:  # whatever a stranger brings about is one and the same trouble
        raise RelayTrouble(f"{type(problem).__name__}: {problem}") from problem


async def _read(address: str) -> bytes:
    raw = bytearray()
    async with (
        asyncio.timeout(SECONDS_MAX),
        httpx2.AsyncClient(headers=PLAIN) as client,
        client.stream("GET", address) as answer,
    ):
        if answer.status_code != httpx2.codes.OK:
            raise RelayTrouble(f"status {answer.status_code}")
        async for piece in answer.aiter_raw():
            raw += piece
            if len(raw) > BYTES_MAX:
                break  # what is longer is refused, however it goes on
    return bytes(raw)
