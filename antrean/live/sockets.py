"""What the kernel keeps for each stream: enough files, little memory, no patience with the dead."""

import os
import resource
import socket
from collections.abc import Iterator
from math import ceil
from pathlib import Path

OPEN_FILES = Path("/proc/self/fd")

FILES_PER_STREAM = 1.4
"""For each stream its own, and something for submissions, the database and the log."""

UNSENT_BYTES_MAX = 32_768
"""What waits in the kernel for a reader who takes nothing; by itself it would grow to megabytes."""

UNHEARD_MS_MAX = 20_000
"""A reader who has confirmed nothing for so long is cut off, and finds everything on return."""


def files_for(streams: int) -> int:
    """Ask for as many open files as so many streams need; return how many streams can be had."""
    wanted = ceil(streams * FILES_PER_STREAM)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return min(streams, ceil(most / FILES_PER_STREAM))


def be_strict() -> None:
    """Bound what every connection from now on may leave unread.

    A connection inherits this from the socket that accepts it. The server opens that one after
    the application has started, and tells nobody: it is found among this process's own files.
    """
    for listener in _listeners():
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, UNSENT_BYTES_MAX)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNHEARD_MS_MAX)


def _listeners() -> Iterator[socket.socket]:
    for file in filter(Path.is_socket, OPEN_FILES.iterdir()):
        with socket.socket(fileno=os.dup(int(file.name))) as found:
            is_internet = found.family in {socket.AF_INET, socket.AF_INET6}
            if is_internet and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                yield found
