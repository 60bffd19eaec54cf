"""Keeps what a look-up found for a few seconds, for every page of this process that asks.

For what changes by the day and is shown on every page: offices, hours, rules, the first free week.
Deeds never decide by it, and nothing about a person is kept.
"""

from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import ParamSpec, TypeVar

from django.conf import settings

P = ParamSpec("P")
R = TypeVar("R")
MOST = 2_000
"""So many answers of one look-up are kept; then all are forgotten."""


def kept(look_up: Callable[P, R]) -> Callable[P, R]:
    """Let a look-up answer the same question with what it found `KEPT_SECONDS` ago or less.

    The answer goes to several threads at once: nobody may change it.
    """
    answers: dict[object, tuple[float, R]] = {}

    @wraps(look_up)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        question, at = (args, *kwargs.items()), monotonic()
        known = answers.get(question)
        if known is not None and 0 <= at - known[0] < settings.KEPT_SECONDS:
            return known[1]
        found = look_up(*args, **kwargs)
        if len(answers) >= MOST:
            answers.clear()
        answers[question] = (at, found)
        return found

    return answer
