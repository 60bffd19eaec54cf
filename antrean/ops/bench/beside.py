"""A crowd in a process of its own, so that it does not slow down what is measured."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection


@contextmanager
def beside(deed: Callable[..., None], *words: object) -> Iterator[Connection]:
    """Run `deed(line, *words)` for the length of a block; yield the other end of its line.

    Reading from the line raises `EOFError` once that process is gone.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    crowd = context.Process(target=deed, args=(theirs, *words), daemon=True)
    crowd.start()
    theirs.close()  # so that we hear it when the other process ends
    try:
        yield ours
    finally:
        crowd.kill()
        crowd.join()
