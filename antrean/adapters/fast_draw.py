"""The allocation of a draw, as fast as this machine can: compiled where numba is installed."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec

from antrean.domain.draw import allocation
from antrean.domain.draw.allocation import Cell, Drawn, Outcome, Policy


def allocate(drawn: Sequence[Drawn], *, seats: Mapping[Cell, int], policy: Policy) -> Outcome:
    """Return what `domain.draw.allocation.allocate` returns, bit for bit, and raise what it does.

    The first draw of a process takes some seconds more, for compiling.
    """
    if find_spec("numba") is None:
        return allocation.allocate(drawn, seats=seats, policy=policy)
    from antrean.adapters import draw_market, draw_walk  # slow to load

    packed = draw_market.pack(drawn, seats=seats, policy=policy)
    return draw_market.unpack(draw_walk.allocate(packed.market), packed)
