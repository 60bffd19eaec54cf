"""The office behind a hall screen: counters that call, and the office's head."""

from datetime import timedelta

from antrean.actions.hall import serve
from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.hall_state import announce, set_state
from antrean.actions.hall.recall import recall
from antrean.actions.hall.undo import undo
from antrean.records import clock
from antrean.records.models import Call, Office
from tests.factories import make_officer, make_shift, make_walk_in, stand_at
from tests.journeys import stage

WIDE = {"width": 1920, "height": 1080}
SCREEN = f"/layar/{stage.HOME}/"
NUMBERS = ".hall-number"


class Hall:
    """The office behind the screen: counters that call, and the office's head."""

    def __init__(self, office):
        self.office = office
        self.head = make_officer(office, role="office_head")
        self.shifts = {}

    def fills(self, number, *, line="walk_in"):
        for _ in range(number):
            make_walk_in(self.office, at=clock.now(), line=line)

    def opens(self, counter, *, arrow="right"):
        if counter not in self.shifts:
            self.shifts[counter] = make_shift(self.office, number=counter, arrow=arrow)
        return self.shifts[counter]

    def calls(self, counter, *, arrow="right"):
        """Call the next number to a counter; whoever stood there is done."""
        shift = self.opens(counter, arrow=arrow)
        last = Call.objects.filter(counter=shift.counter, ended_at=None).first()
        if last is not None and last.started_at is None:
            serve.start(shift, last, by=shift.account, now=clock.now())
        return call_next(shift, by=shift.account, now=clock.now())

    def calls_again(self, call):
        shift = self.shifts[call.counter.number]
        recall(shift, call, by=shift.account, now=clock.now())

    def takes_back(self, counter):
        shift = self.shifts[counter]
        undo(shift, by=shift.account, now=clock.now())

    def is_now(self, state, *, text_id="", text_en=""):
        words = {"text_id": text_id, "text_en": text_en}
        set_state(self.office, state=state, **words, by=self.head, now=clock.now())

    def announces(self, key):
        announce(self.office, key=key, by=self.head, now=clock.now())

    def ends(self):
        Call.objects.filter(ended_at=None).update(ended_at=clock.now(), outcome="served")
        close_hall(self.office, by=self.head, now=clock.now())


def opened_hall():
    """Return the home office on its Monday."""
    stand_at(stage.MONDAY)
    return Hall(Office.objects.get(code=stage.HOME))


def passes(**time):
    """Let some time pass for the whole service."""
    stand_at(clock.now() + timedelta(**time))


def called(guest):
    """Return the numbers that stand large on the screen, the newest first."""
    return guest.page.locator(f"{NUMBERS}:visible").all_inner_texts()


def waits_for(guest, number):
    guest.page.locator(NUMBERS).first.filter(has_text=number).wait_for()
