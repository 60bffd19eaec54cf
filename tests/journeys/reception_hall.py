"""A busy Monday morning behind the door: who is expected, who waits, what needs help."""

from dataclasses import dataclass
from datetime import date, timedelta

from antrean.actions.hall.alerts import raise_alert
from antrean.actions.hall.appeals import appeal
from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.check_in import check_in
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.devices import put_up
from antrean.actions.hall.mark_absent import mark_absent
from antrean.actions.hall.order_exceptions import ask_exception
from antrean.actions.hall.park import park
from antrean.actions.hall.recall import recall
from antrean.actions.take_in import take_in
from antrean.records import clock
from antrean.records.models import Absence, Account, Appointment, Office, Visit
from tests.factories import (
    make_account,
    make_applicant,
    make_application,
    make_shift,
    make_walk_in,
    stand_at,
    submission,
)
from tests.journeys import stage

EARLIER = timedelta(minutes=38)


@dataclass(frozen=True)
class Morning:
    """Who is there. The places of `due`, `mother` and `child` are open; `missed` was called."""

    office: Office
    clerk: Account
    head: Account
    due: Appointment
    mother: Appointment
    child: Appointment
    missed: Appointment
    aside: Appointment

    def code(self, name: str) -> str:
        """Return the ticket code of somebody."""
        return getattr(self, name).application.ticket_code


def begun(office: Office) -> Morning:
    """Let the morning come to 08.40: two called, one of them away, the other's papers lacking."""
    stand_at(stage.MONDAY - timedelta(days=3))
    family = make_account()
    morning = Morning(
        office=office,
        clerk=stage.officer("resepsionis", role="receptionist"),
        head=stage.officer("kepala", role="office_head"),
        missed=_given(office, "Yohana Siregar"),
        aside=_given(office, "Agus Wijaya"),
        due=_given(office, "Budi Santoso"),
        mother=_given(office, "Dewi Purnama", account=family),
        child=_given(office, "Rizky Purnama", account=family, slot=1),
    )
    _called(morning)
    stand_at(stage.MONDAY)
    make_walk_in(office, at=clock.now(), line="priority", needs=["wheelchair"])
    _in_need(morning)
    return morning


def _called(morning: Morning) -> None:
    """Somebody did not come when called, somebody lacks a paper, others wait."""
    stand_at(stage.MONDAY - EARLIER)
    for place in (morning.missed, morning.aside):
        check_in(place.application, office=morning.office, by=morning.clerk, now=clock.now())
    make_walk_in(morning.office, at=clock.now(), people=3)
    make_walk_in(morning.office, at=clock.now(), line="collection", service="collection")
    shift = make_shift(morning.office, by=stage.officer("petugas"))
    for _person in range(2):
        call = call_next(shift, by=shift.account, now=clock.now())
        if call.visit.appointment == morning.aside:
            park(shift, call, reason="papers", by=shift.account, now=clock.now())
            continue
        for _again in range(2):
            recall(shift, call, by=shift.account, now=clock.now())
        mark_absent(shift, call, by=shift.account, now=clock.now() + timedelta(minutes=4))


def _in_need(morning: Morning) -> None:
    """A kiosk without paper, a screen without sound, and somebody who must go first."""
    put = {"office": morning.office, "by": morning.head, "now": clock.now()}
    kiosk, _key = put_up(kind="kiosk", name="Kios 1", **put)
    screen, _key = put_up(kind="display", name="Layar timur", **put)
    raise_alert(device=kiosk, kind="paper", now=clock.now())
    raise_alert(device=screen, kind="sound", now=clock.now())
    urgent = Visit.objects.get(line="collection")
    ask_exception(
        urgent, reason="Ambulans menunggu di depan kantor.", by=morning.clerk, now=clock.now()
    )


def ended(morning: Morning) -> Absence:
    """Close the day; somebody who never came appeals the next morning. Return their absence."""
    stand_at(stage.MONDAY + timedelta(hours=8))
    close_hall(morning.office, by=morning.head, now=clock.now())
    stand_at(stage.MONDAY + timedelta(days=1))
    noted = Absence.objects.get(appointment=morning.child)
    account = morning.child.application.account
    appeal(noted, words="Feri tidak berlayar pagi itu.", by=account, now=clock.now())
    return noted


def _given(
    office: Office, name: str, *, account: Account | None = None, slot: int = 0
) -> Appointment:
    person = stage.somebody(name, born=date(1984, 8, 17))
    account = account or make_account()
    applicant = make_applicant(account, person=person, slot=slot)
    take_in([submission(make_application(office, account=account, applicant=applicant))])
    return Appointment.objects.get(application__applicant=applicant)
