"""What every bench shares: medians of rounds, percentiles, processor time, one table."""

import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from django.db import connection
from rich.console import Console
from rich.table import Table

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


class BenchFailed(Exception):
    """The bench cannot be run here, or what it measured is not what it claims to measure."""


def medians(rounds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the median of each figure over the rounds it was measured in, rounded."""
    names = dict.fromkeys(name for each in rounds for name in each)
    return {name: rounded(median(each[name] for each in rounds if name in each)) for name in names}


def rounded(value: float) -> float:
    """Return a whole number from a hundred on, below it two places after the point."""
    return round(value) if abs(value) >= 100 else round(value, 2)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that so many hundredths of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return the seconds, user and system, that these processes and their children worked.

    Children that ended count from the moment their parent noticed. Take it twice and subtract.
    """
    parents = dict(_parents())
    family = set(pids)
    while grown := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(_ticks(pid) for pid in family) / TICKS


class Works:
    """How long some processes and their children have worked since now."""

    def __init__(self, pids: Sequence[int]) -> None:
        self._pids = pids
        self._before = cpu_seconds(pids)

    def seconds(self) -> float | None:
        """Return the seconds since then; None where there is nothing to see."""
        return cpu_seconds(self._pids) - self._before if self._pids else None


def database_pids() -> list[int]:
    """Return the first process of our database server, whose children do all its work.

    Empty where the server runs elsewhere: its processor time cannot be seen from here.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), inet_server_addr() IS NULL")
        backend, is_local = cursor.fetchone()
    parent = dict(_parents()).get(backend)
    return [parent] if is_local and parent and parent > 1 else []


def _parents() -> Iterator[tuple[int, int]]:
    for folder in PROC.glob("[0-9]*"):
        if words := _stat(int(folder.name)):
            yield int(folder.name), int(words[1])


def _ticks(pid: int) -> int:
    """Return the ticks of a process and of its children that ended; 0 when it is gone."""
    return sum(int(word) for word in _stat(pid)[11:15])


def _stat(pid: int) -> list[str]:
    """Return the words of /proc/PID/stat from the state on: a name may hold spaces."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def show(title: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Print a table: the keys of the first row are its head, numbers stand to the right."""
    table = Table(title=title, title_justify="left")
    for name, value in rows[0].items():
        table.add_column(name, justify="left" if isinstance(value, str) else "right")
    for row in rows:
        table.add_row(*(_word(value) for value in row.values()))
    Console(width=None if Console().is_terminal else 120).print(table)


def _word(value: object) -> str:
    if value is None:
        return "not run"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
