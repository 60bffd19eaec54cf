"""Progress bars for commands; on anything but a terminal they stay silent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Told = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


@contextmanager
def bars() -> Iterator[Callable[[str], Told]]:
    """Show on standard error how far deeds are; yields what makes a bar for a named one."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as shown:

        def told(what: str) -> Told:
            task = shown.add_task(what, total=None)
            return lambda done, total: shown.update(task, completed=done, total=total)

        yield told
