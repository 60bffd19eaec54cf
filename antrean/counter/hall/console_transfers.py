"""To which stages a person at a counter can be sent, and why not to the others."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from antrean.counter.hall import console_words as words
from antrean.counter.hall.console_gate import Console
from antrean.records.hall import counters
from antrean.records.hall.plans import plan_of
from antrean.records.models import Call


@dataclass(frozen=True, slots=True)
class Choice:
    """A stage of the plan with the digit that sends there; `closed` says why it cannot be."""

    code: str
    digit: int
    name: str
    closed: str = ""


def choices(console: Console, call: Call) -> list[Choice]:
    """Return the stages of this visit's plan but the one at this counter."""
    visit = call.visit
    plan = plan_of(console.desk.office, service=visit.service, day=visit.day)
    served = counters.served_stages(console.desk.office)
    nobody = _("belum ada loket terbuka")
    others = [stage for stage in plan if stage != visit.stage]
    return [
        Choice(stage, digit, str(words.STAGES[stage]), "" if stage in served else nobody)
        for digit, stage in enumerate(others, start=1)
    ]
