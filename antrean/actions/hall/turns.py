"""The steps that deeds at a counter are made of; each inside the caller's transaction and lock."""

from datetime import datetime

from antrean.actions.hall.holding import Held, deed_at
from antrean.domain.hall.stages import next_stage, stage_place
from antrean.domain.ledger import Deed
from antrean.records import seats
from antrean.records.hall import events, line
from antrean.records.hall.plans import plan_of
from antrean.records.models import Application, Appointment, Call, OrderException, Visit


def change(visit: Visit, **fields: object) -> None:
    """Change a visit and count its version; the hall's lock keeps others away."""
    for name, value in fields.items():
        setattr(visit, name, value)
    visit.version += 1
    Visit.objects.filter(pk=visit.pk).update(version=visit.version, **fields)


def end_call(call: Call, *, outcome: str, now: datetime) -> None:
    """End an open call; the visit's own change is the caller's."""
    call.ended_at, call.outcome = now, outcome
    Call.objects.filter(pk=call.pk, ended_at__isnull=True).update(ended_at=now, outcome=outcome)


def serve(held: Held, call: Call) -> list[Deed]:
    """End a call as served: on to the next stage, or done with the visit."""
    visit, now = call.visit, held.now
    end_call(call, outcome="served", now=now)
    plan = plan_of(held.office, service=visit.service, day=visit.day)
    onward = next_stage(visit.stage, plan=plan) if visit.stage in plan else None
    said = deed_at(held, visit, "stage_done" if onward else "served")
    if onward:
        change(
            visit,
            state="waiting",
            stage=onward,
            stage_place=stage_place(onward, plan=plan),
            stage_since=now,
        )
    else:
        end_visit(visit, state="done", now=now)
    return [said]


def end_visit(visit: Visit, *, state: str, now: datetime) -> bool:
    """End a visit; its place and application end with it, and the person may apply again.

    Where the holder moved or gave back the place meanwhile, only the visit ends. Return whether a
    place ended too.
    """
    change(visit, state=state, ended_at=now)
    if visit.appointment_id is None:
        return False
    ending = {"done": "served", "absent": "absent"}.get(state, "unserved")
    return end_place(visit.appointment_id, ending=ending, now=now)


def end_place(appointment_id: int, *, ending: str, now: datetime) -> bool:
    """End a live place and its application; say whether it was live. Locks the application first.

    The same order as in moving and cancelling, so that none waits for the other in a ring.
    """
    application = Application.objects.select_for_update().get(appointments=appointment_id)
    place = Appointment.objects.filter(pk=appointment_id, ended_at__isnull=True)
    if not place.update(ended_at=now, ending=ending):
        return False
    Application.objects.filter(pk=application.pk).update(state="ended", ended_at=now)
    seats.drop_claims([application.pk])
    return True


def call_turn(held: Held) -> tuple[Call | None, list[Deed]]:
    """Call whose turn it is by the rule, tell the hall, and return the call and its deeds."""
    turn = line.turn_at(held.shift, now=held.now)
    if turn is None:
        return None, []
    visit = Visit.objects.select_related("appointment__application").get(pk=turn.waiter.id)
    change(visit, state="at_counter")
    call = Call.objects.create(
        visit=visit,
        counter=held.counter,
        by=held.by,
        stage=visit.stage,
        why=turn.why,
        group=turn.group,
        at=held.now,
    )
    if turn.why == "exception":
        agreed = OrderException.objects.filter(visit=visit, agreed_at__isnull=False)
        agreed.filter(used_at__isnull=True).update(used_at=held.now)
    tell(held, call, "call")
    return call, [deed_at(held, visit, "called", why=turn.why, group=turn.group)]


def tell(held: Held, call: Call, kind: str) -> None:
    """Tell every screen of the hall about a call of this counter."""
    events.tell_call(
        held.day, call.visit, counter=held.counter, stage=call.stage, kind=kind, at=held.now
    )
