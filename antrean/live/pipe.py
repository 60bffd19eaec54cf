"""What goes over the pipe between a door and its desk: batches one way, outcomes the other."""

import pickle
import struct
from asyncio import StreamReader
from collections.abc import Sequence
from typing import BinaryIO

from antrean.actions.settling import Outcome
from antrean.adapters.signing import Pass
from antrean.live.heard import Heard

Order = Sequence[Pass]
Reply = tuple[Heard | None, Sequence[Outcome]]
"""When the clock was heard last, and an outcome for each pass of the order."""

LENGTH = struct.Struct("!I")
"""What comes before each message: its number of bytes, highest first."""


def packed(message: Order | Reply) -> bytes:
    """Return a message as it goes over the pipe."""
    content = pickle.dumps(message)
    return LENGTH.pack(len(content)) + content


def read_order(file: BinaryIO) -> Order | None:
    """Return the next batch, None where the other end is closed."""
    head = file.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    content = file.read(*LENGTH.unpack(head))
    order: Order = pickle.loads(content)  # noqa: S301 - the other half of this program wrote it
    return order


async def read_reply(stream: StreamReader) -> Reply:
    """Return the next reply; raises `IncompleteReadError` where the other end is closed."""
    head = await stream.readexactly(LENGTH.size)
    content = await stream.readexactly(*LENGTH.unpack(head))
    reply: Reply = pickle.loads(content)  # noqa: S301 - the other half of this program wrote it
    return reply
