"""A counter in tests: every key in one word, pressed by whoever works there, at its own hour."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.check_papers import check_papers
from antrean.actions.hall.mark_absent import mark_absent
from antrean.actions.hall.open_counter import close_counter, pause, resume
from antrean.actions.hall.park import park
from antrean.actions.hall.recall import recall
from antrean.actions.hall.serve import finish, start
from antrean.actions.hall.transfer import transfer
from antrean.actions.hall.undo import undo
from antrean.actions.take_in import take_in
from antrean.adapters.made_up import made_up_nik, made_up_person
from antrean.records.models import (
    Account,
    Appointment,
    Call,
    CounterDeed,
    Office,
    PaperCheck,
    Shift,
    Visit,
)
from tests.factories import (
    CHANCE,
    make_account,
    make_applicant,
    make_application,
    place_of,
    submission,
)

THIRTY_ODD = date(1993, 4, 5)


def make_place(
    office: Office,
    *,
    born: date = THIRTY_ODD,
    needs: Sequence[str] = (),
    family: Account | None = None,
) -> Appointment:
    """Return the place of somebody of that age and with those needs; the office needs a seat."""
    person = made_up_person(CHANCE)
    person = replace(person, birth_date=born, nik=made_up_nik(CHANCE, born=born, sex=person.sex))
    account = family or make_account()
    applicant = make_applicant(account, person=person, slot=account.applicants.count())
    asked = make_application(office, account=account, applicant=applicant)
    asked.answers = {"needs": list(needs)}
    asked.save(update_fields=["answers"])
    outcome = take_in([submission(asked)])[0]
    assert outcome.place is not None, outcome
    return place_of(asked)


@dataclass
class Desk:
    """A shift at a counter and the instant at which its next key is pressed."""

    shift: Shift
    at: datetime

    @property
    def by(self) -> Account:
        return self.shift.account

    def wait(self, **how_long: float) -> datetime:
        self.at += timedelta(**how_long)
        return self.at

    def next(self) -> Call | None:
        return call_next(self.shift, by=self.by, now=self.at)

    def recall(self, call: Call) -> Call:
        return recall(self.shift, call, by=self.by, now=self.at)

    def start(self, call: Call) -> Call:
        return start(self.shift, call, by=self.by, now=self.at)

    def finish(self, call: Call) -> Call:
        return finish(self.shift, call, by=self.by, now=self.at)

    def absent(self, call: Call) -> Call:
        return mark_absent(self.shift, call, by=self.by, now=self.at)

    def transfer(self, call: Call, stage: str) -> Call:
        return transfer(self.shift, call, stage=stage, by=self.by, now=self.at)

    def park(self, call: Call, reason: str = "other") -> Call:
        return park(self.shift, call, reason=reason, by=self.by, now=self.at)

    def papers(self, call: Call, *, missing: Sequence[str]) -> PaperCheck:
        return check_papers(
            self.shift, call, present=["KTP"], missing=missing, by=self.by, now=self.at
        )

    def undo(self) -> CounterDeed:
        return undo(self.shift, by=self.by, now=self.at)

    def pause(self, reason: str = "rest"):
        return pause(self.shift, reason=reason, by=self.by, now=self.at)

    def resume(self) -> None:
        resume(self.shift, by=self.by, now=self.at)

    def close(self) -> Shift:
        return close_counter(self.shift, by=self.by, now=self.at)

    def serve(self) -> Visit:
        """Call, serve and let go whoever comes next, through one stage."""
        call = self.next()
        self.start(call)
        return self.finish(call).visit

    def miss(self) -> Visit:
        """Call whoever comes next as often and as long as promised, in vain."""
        call = self.next()
        for _ in range(2):
            self.wait(seconds=60)
            self.recall(call)
        return self.absent(call).visit
