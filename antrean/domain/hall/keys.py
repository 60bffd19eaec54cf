"""Which key of a keypad does which deed at a counter, and what a changed map must keep to.

Keys are named by their place (`event.code`), so that they work without Num Lock.
"""

from collections.abc import Mapping

DEEDS = ("next", "recall", "serve", "absent", "transfer", "park", "pause", "undo")

DEFAULT_KEYS: Mapping[str, str] = {
    "NumpadAdd": "next",
    "NumpadMultiply": "recall",
    "NumpadEnter": "serve",
    "NumpadSubtract": "absent",
    "NumpadDivide": "transfer",
    "NumpadDecimal": "park",
    "Numpad0": "pause",
    "Backspace": "undo",
}

KEYS: Mapping[str, str] = {
    "NumpadAdd": "+",
    "NumpadMultiply": "*",
    "NumpadEnter": "Enter",
    "NumpadSubtract": "-",
    "NumpadDivide": "/",
    "NumpadDecimal": ".",
    "Numpad0": "0",
    "Backspace": "⌫",
    **{f"F{number}": f"F{number}" for number in range(2, 10) if number != 5},
}
"""Every key a deed may lie on, and its sign. Digits 1 to 9 choose a stage, F5 reloads a page."""


class KeysUnclear(Exception):
    """A deed has no key, two deeds share one, or a key is none of ours; `problem` says which."""

    def __init__(self, problem: str, name: str) -> None:
        super().__init__(f"{problem}: {name}")
        self.problem, self.name = problem, name


def read_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """Return a map from key to deed that has every deed once. Raises `KeysUnclear`.

    `problem` is "unknown_key", "unknown_deed", "twice" or "missing".
    """
    for key, deed in keys.items():
        if key not in KEYS:
            raise KeysUnclear("unknown_key", key)
        if deed not in DEEDS:
            raise KeysUnclear("unknown_deed", deed)
    deeds = list(keys.values())
    for deed in DEEDS:
        if deeds.count(deed) > 1:
            raise KeysUnclear("twice", deed)
        if deed not in deeds:
            raise KeysUnclear("missing", deed)
    return dict(keys)
