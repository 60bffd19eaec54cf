"""Filters that screens need: slots to fill, arrows, and facts for the script."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django import template

from antrean.domain.hall.screen import Shown

register = template.Library()


@register.filter
def padded(shown: Sequence[Shown], slots: int) -> list[Shown | None]:
    """Return the calls and empty slots up to that number, so that a script only fills them."""
    empty: list[Shown | None] = [None] * max(0, slots - len(shown))
    return [*shown, *empty]


@register.filter
def of(key: str | None, words: Mapping[str, str]) -> str:
    """Return the word for a key, nothing for none."""
    return words.get(key or "", "")


@register.filter
def calls_json(shown: Sequence[Shown]) -> str:
    """Return the calls as the script reads them."""
    return json.dumps(
        [
            {
                "number": each.number,
                "counter": each.counter,
                "arrow": each.arrow,
                "at": each.at.isoformat(timespec="seconds"),
            }
            for each in shown
        ]
    )


@register.filter
def epoch_ms(at: datetime) -> int:
    """Return an instant in milliseconds, for the script's clock."""
    return int(at.timestamp() * 1000)


@register.filter
def before_space(words: str) -> str:
    """Return "09.21" of "09.21 WIB"."""
    return words.split(" ", 1)[0]


@register.filter
def after_space(words: str) -> str:
    """Return "WIB" of "09.21 WIB"."""
    return words.partition(" ")[2]
