"""Says why the tour ended early: what was expected, what came instead, and where."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

from antrean.adapters.quiet_log import hide


class StepFailed(Exception):
    """A step of the tour did not do what it promises; `doing` names the step."""

    def __init__(self, *, expected: str, came: str, address: str, doing: str = "") -> None:
        super().__init__(f"expected {expected}, came {came}, at {address}")
        self.expected, self.came, self.address, self.doing = expected, came, address, doing

    def told(self) -> str:
        """Return the reason in four lines, without any identity number."""
        lines = (
            f"While: {self.doing or 'preparing'}",
            f"Expected: {self.expected}",
            f"Came: {self.came}",
            f"Address: {self.address}",
        )
        return hide("\n".join(lines))


@contextmanager
def step(doing: str) -> Iterator[None]:
    """Name what is being done, for the reason if it fails; a dead line is a failure too."""
    try:
        yield
    except StepFailed as failed:
        failed.doing = failed.doing or doing
        raise
    except httpx2.HTTPError as problem:
        request = getattr(problem, "_request", None)
        raise StepFailed(
            expected="an answer",
            came=f"{type(problem).__name__}: {problem}",
            address=str(request.url) if request else "unknown",
            doing=doing,
        ) from problem
