"""Remembers how things were before a key was pressed, so that `undo` can put them back."""

import json
from dataclasses import dataclass, field

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from antrean.actions.hall.holding import Held
from antrean.domain.ticket import queue_number
from antrean.records.models import Call, CounterDeed, Visit

VISIT_FIELDS = (
    *("state", "stage", "stage_place", "stage_since", "standing", "since"),
    *("parked_for", "missed_at", "times_missed", "ended_at"),
)
CALL_FIELDS = ("times", "called_again_at", "started_at", "ended_at", "outcome")


@dataclass(slots=True)
class Memory:
    """What one deed touched. Note everything before it changes, then `keep` once, at the end."""

    held: Held
    visits: list[tuple[Visit, dict[str, object]]] = field(default_factory=list)
    calls: list[tuple[int, dict[str, object]]] = field(default_factory=list)

    def note(self, call: Call) -> None:
        """Note an open call and its visit as they are now."""
        self.visits.append((call.visit, fields_of(call.visit, VISIT_FIELDS)))
        self.calls.append((call.pk, fields_of(call, CALL_FIELDS)))

    def keep(self, name: str, *, visit: Visit | None = None, new: Call | None = None) -> None:
        """Store the deed under its name; `new` is a call it made, `visit` whom it is about."""
        about = visit or (new.visit if new else None)
        before = {
            "visits": [[each.pk, each.version, was] for each, was in self._visits(new)],
            "calls": self.calls,
            "new_call": new.pk if new else None,
        }
        CounterDeed.objects.create(
            shift=self.held.shift,
            by=self.held.by,
            name=name,
            at=self.held.now,
            number=queue_number(about.queue_letter, about.queue_number) if about else "",
            before=json.loads(json.dumps(before, cls=DjangoJSONEncoder)),
        )

    def _visits(self, new: Call | None) -> list[tuple[Visit, dict[str, object]]]:
        """Return each visit once, as it is now and as it was; the new call's own may be noted."""
        if new is None:
            return self.visits
        noted = {each.pk: was for each, was in self.visits}
        others = [(each, was) for each, was in self.visits if each.pk != new.visit_id]
        return [*others, (new.visit, noted.get(new.visit_id, {"state": "waiting"}))]


def fields_of(row: Model, names: tuple[str, ...]) -> dict[str, object]:
    """Return the named fields of a row."""
    return {name: getattr(row, name) for name in names}
