"""How seldom a process of the live door looks for what nobody holds any more."""

import gc

AFTER = (50_000, 20, 20)
"""After how many new objects circles are looked for, and how seldom among older ones.

A batch makes tens of thousands that end with it: looking through them was an eighth of all work.
"""


def look_seldom() -> None:
    """Look seldom from now on, and never again through what stands already."""
    gc.freeze()
    gc.set_threshold(*AFTER)
