"""Relays on this machine that answer well, badly or not at all."""

import contextlib
import json
import socket
import threading
from contextlib import contextmanager
from pathlib import Path

RECORDED = json.loads((Path(__file__).parent / "recorded_rounds.json").read_text())["rounds"]
LONG = 60.0


def answer(body, *, status="200 OK", headers=(), length=None):
    """Return an HTTP answer as bytes."""
    size = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {size}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def relay(pieces):
    """Yield the address of a server that sends these pieces to whoever asks, and what was asked.

    A piece that is a number is a silence of so many seconds; all end when the caller is done.
    """
    asked, over = [], threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        work = (server, pieces, asked, over)
        thread = threading.Thread(target=_serve, args=work, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        over.set()
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def _serve(server, pieces, asked, over):
    while True:
        try:
            talk, _ = server.accept()
        except OSError:
            return
        with talk, contextlib.suppress(OSError):
            asked.append(talk.recv(4096).decode())
            for piece in pieces:
                if isinstance(piece, bytes):
                    talk.sendall(piece)
                else:
                    over.wait(piece)
            asked.append("all was taken")
