"""Which stages a service goes through, and who stands where."""

from collections.abc import Mapping, Sequence

STAGES = ("documents", "photo", "payment", "collection")
"""Every stage there is: hard-copy check, photo and interview, payment, and fetching a passport."""

SERVICES = ("new", "replacement", "data_change", "lost", "damaged", "collection")
PASSPORT_STAGES = ("documents", "photo", "payment")
DEFAULT_PLAN: Mapping[str, Sequence[str]] = {
    service: ("collection",) if service == "collection" else PASSPORT_STAGES for service in SERVICES
}

LETTERS = {"booked": "A", "collection": "K", "priority": "L", "walk_in": "W"}
"""The class a number shows; a booked person keeps A from booking to counter, priority or not."""


class NoSuchStage(Exception):
    """The plan of this service does not have that stage."""


def next_stage(stage: str, *, plan: Sequence[str]) -> str | None:
    """Return the stage after this one, None after the last. Raises `NoSuchStage`."""
    place = stage_place(stage, plan=plan)
    return plan[place + 1] if place + 1 < len(plan) else None


def stage_place(stage: str, *, plan: Sequence[str]) -> int:
    """Return how far on a stage is, 0 for the first. Raises `NoSuchStage`."""
    if stage not in plan:
        raise NoSuchStage(stage)
    return list(plan).index(stage)


def plan_problem(plan: Sequence[str]) -> str:
    """Say what is wrong with a plan: "empty", "unknown" or "twice"; empty when it is right."""
    if not plan:
        return "empty"
    if any(stage not in STAGES for stage in plan):
        return "unknown"
    return "twice" if len(set(plan)) < len(plan) else ""
