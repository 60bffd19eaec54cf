"""Clients that cost a server more than they should: slow, half gone, or full of garbage."""

import asyncio
import contextlib
from random import Random

HEAD = b"POST /live/pengajuan HTTP/1.1\r\nHost: x\r\nCookie: masuk=%b\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
PAUSE_SECONDS = 0.1


async def is_sent_home(port, first, drip, *, seconds):
    """Send something, then go on drop by drop; say whether the server ends it within that time."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with contextlib.suppress(OSError):
        writer.write(first)
    ended = asyncio.create_task(_end(reader))
    for _ in range(int(seconds / PAUSE_SECONDS)):
        if ended.done():
            break
        with contextlib.suppress(OSError):
            writer.write(drip)
        await asyncio.wait([ended], timeout=PAUSE_SECONDS)
    is_over = ended.done()
    ended.cancel()
    writer.close()
    return is_over


async def _end(reader):
    with contextlib.suppress(OSError):
        while await reader.read(4_096):
            pass


def dribbles_headers(port, *, seconds):
    """Send a header now and then, and never the last."""
    return is_sent_home(port, HEAD % b"x", b"X-Drop: 1\r\n", seconds=seconds)


def dribbles_a_body(port, *, seconds):
    """Send the body letter by letter."""
    return is_sent_home(port, HEAD % b"x" + FORM % 4_000, b"a", seconds=seconds)


async def closes_half(port, *, whole):
    """Promise a body, or send one, and close the way there; then wait for what the server does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with contextlib.suppress(OSError):
        writer.write(HEAD % b"x" + FORM % 6 + (b"pass=x" if whole else b"pa"))
        writer.write_eof()
    await _end(reader)
    writer.close()


async def sends(port, request):
    """Send a whole request and return the first line of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    line = b""
    with contextlib.suppress(OSError):
        writer.write(request)
        line = await reader.readline()
    writer.close()
    return line


def form(leave, *, login):
    """Return the bytes of a request that posts this pass."""
    body = b"pass=" + leave.encode()
    return HEAD % login.encode() + FORM % len(body) + body


def garbage(chance: Random, leave, *, login):
    """Return some request that must cost a refusal only: broken, huge, forged or foreign."""
    return chance.choice(
        [
            chance.randbytes(300),
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + chance.randbytes(50),
            HEAD % b"x" + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
            HEAD % b"x" + b"X-1: a\r\n" * 300 + b"\r\n",
            HEAD % b"x" + FORM % 100_000 + b"a" * 100_000,
            HEAD % b"x" + FORM % 5 + chance.randbytes(5),
            form(chance.randbytes(60).hex() + "." + "A" * 43, login=login),
            form(leave[:-1] + "A", login=login),
            form(leave, login="somebody-else"),
        ]
    )
