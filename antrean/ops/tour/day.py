"""The day at the office: arrivals, calls, somebody late, a missing paper, an absence, closing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from antrean.actions.hall.devices import put_up
from antrean.actions.move_clock import move_clock
from antrean.domain.hall.stages import PASSPORT_STAGES
from antrean.ops.tour.applicant import Applicant
from antrean.ops.tour.failure import step
from antrean.ops.tour.players import TANJUNGPINANG
from antrean.ops.tour.scene import Scene, must, when
from antrean.records import clock, promises
from antrean.records.models import Account, Office
from antrean.ui.devices import COOKIE

DOORS_OPEN = datetime(2026, 11, 30, 0, 50, tzinfo=UTC)
LAST_OF_THE_MORNING = datetime(2026, 11, 30, 4, 35, tzinfo=UTC)
BREAK = datetime(2026, 11, 30, 5, 5, tzinfo=UTC)
CLOSING = datetime(2026, 11, 30, 8, 50, tzinfo=UTC)
MONDAY = date(2026, 11, 30)
A_WAIT = timedelta(seconds=125)
LATE_MINUTES = 20
COLLECTS = "K-001"
LATE, WITHOUT_A_PAPER, ABSENT, NEVER = "Faisal", "Budi", "Rina", "Dewi"


@dataclass(slots=True)
class Kiosk:
    """The kiosk in the hall, which people use alone."""

    scene: Scene

    def shows(self, ticket: str) -> str:
        """Scan a ticket at the kiosk and return what it answers."""
        browser = self.scene.kiosk
        with step("Somebody scans a ticket at the kiosk"):
            browser.open("/kios/")
            browser.send({"code": ticket})
            return browser.page.text

    def gives_number(self, *, people: int) -> str:
        """Take a number for a family that came to collect passports."""
        browser = self.scene.kiosk
        with step("A family takes a number at the kiosk"):
            browser.open("/kios/layanan/")
            browser.send({"service": "collection"})
            browser.send({"people": str(people)}, action="/nomor/")
            return browser.page.text


def arrivals(scene: Scene) -> None:
    """The doors open: who has an appointment comes in, who has none here is told so."""
    scene.go_to(DOORS_OPEN, title="Monday at Tanjungpinang: the doors open")
    _put_up_kiosk(scene)
    scene.officer.open_counter()
    first, *others = [each for each in _morning(scene) if each.player.first_name != LATE]
    first.read_last_reminder()
    scene.teller.say(f"{first.player.first_name} got a last reminder two hours before.")
    siti = scene.people["Siti"]
    said = scene.officer.check_in(siti.ticket, status=409)
    must("Bukan hari ini" in said, "a ticket for Tuesday to be refused", said[:200])
    scene.teller.say(f"Siti comes a day early; the screen says so: {when(siti.entry)}.")
    _arrives(scene, first)
    said = scene.officer.check_in(first.ticket, status=409)
    must("Sudah tercatat" in said, "a copied code to be refused", said[:200])
    scene.teller.say(f"Somebody shows a copy of {first.player.first_name}'s code: refused.")
    for each in others:
        _arrives(scene, each)
    names = ", ".join(each.player.first_name for each in others)
    scene.teller.say(f"{names} come long before their time: it gains them nothing.")
    scene.teller.end_chapter()


def calls(scene: Scene) -> None:
    """The morning at counter 1, by the published order."""
    late = scene.people[LATE]
    scene.go_to(_late_arrival(late), title="The morning: one number after the other")
    said = Kiosk(scene).shows(late.ticket)
    must(late.number in said, f"number {late.number} at the kiosk", said[:200])
    scene.teller.say(
        f"{LATE} and his daughter come {LATE_MINUTES} minutes after their half hour; the kiosk",
        "lets them in. They stand behind everybody who was on time.",
    )
    said = Kiosk(scene).gives_number(people=3)
    must(COLLECTS in said, f"number {COLLECTS} for a family that collects passports", said[:200])
    scene.teller.say(f"A family of three collects passports and takes {COLLECTS} at the kiosk.")
    move_clock(by=LAST_OF_THE_MORNING - clock.now())
    order = _work_through(scene)
    before, after = order.index(_number(scene, "Agus")), order.index(late.number)
    must(before < after, "the late family to be called after Agus", ", ".join(order))
    scene.teller.end_chapter()


def second_tries(scene: Scene) -> None:
    """Whoever lacked a paper brings it, whoever missed the call comes back."""
    scene.go_to(BREAK, title="Noon: a paper is brought, and somebody comes back")
    budi, rina = scene.named(f"{WITHOUT_A_PAPER} {ABSENT}")
    budi.read_missing_papers()
    scene.teller.say(f"{WITHOUT_A_PAPER} reads the list in his mail and fetches the paper.")
    for each, why in ((budi, "keeps his place"), (rina, "may come back and stands at the end")):
        said = Kiosk(scene).shows(each.ticket)
        must(each.number in said, f"{each.number} to wait again", said[:200])
        scene.teller.say(f"{each.player.first_name} shows the ticket at the kiosk: {why}.")
    for each in [each for each in _today(scene) if not _is_morning(each)]:
        if each.player.first_name != NEVER:
            _arrives(scene, each)
    _work_through(scene, trouble=False)
    scene.teller.end_chapter()


def closing(scene: Scene) -> None:
    """The hall closes, and everybody has ended in exactly one state."""
    scene.go_to(CLOSING, title="Closing time")
    summary = scene.officer.close_counter()
    must("1" in summary, "a summary of the shift", summary[:200])
    scene.head.close_hall()
    dewi = scene.people[NEVER]
    dewi.reads_absence()
    scene.teller.say(
        f"{NEVER}, who never came, reads what follows from it and how to appeal.",
        "The office head has closed the hall; the counter's summary is printed.",
    )
    scene.wait_until(_no_reminder_is_late, "the reminders that fell due to be written")
    scene.teller.end_chapter()


def _no_reminder_is_late() -> bool:
    """The clock went on by hours at once: the worker looks after a few seconds."""
    return not promises.late_reminders()


def _put_up_kiosk(scene: Scene) -> None:
    office = Office.objects.get(code=TANJUNGPINANG)
    by = Account.objects.get(username=scene.officer.username)
    _device, key = put_up(office=office, kind="kiosk", name="Kios 1", by=by, now=clock.now())
    scene.kiosk.client.cookies.set(COOKIE, key)


def _work_through(scene: Scene, *, trouble: bool = True) -> list[str]:
    """Call and serve until nobody waits; return the numbers in the order of their first call."""
    order: list[str] = []
    done: dict[str, int] = {}
    names = {each.number: each.player.first_name for each in _today(scene)}
    while number := scene.officer.call():
        name = names.get(number, "the family that collects")
        if number not in order:
            order.append(number)
        if trouble and name == ABSENT:
            _nobody_comes(scene, number)
        elif trouble and name == WITHOUT_A_PAPER:
            _a_paper_is_missing(scene, number)
        else:
            scene.officer.press("layanan")
            scene.officer.press("akhir")
            done[number] = done.get(number, 0) + 1
            if number == COLLECTS or done[number] == len(PASSPORT_STAGES):
                scene.teller.say(f"{number}  {name} is served.")
    return order


def _nobody_comes(scene: Scene, number: str) -> None:
    scene.officer.press("ulangan")
    scene.officer.press("ulangan")
    move_clock(by=A_WAIT)
    scene.officer.press("ketidakhadiran")
    scene.teller.say(f"{number}  {ABSENT} is called three times in two minutes: noted as absent.")


def _a_paper_is_missing(scene: Scene, number: str) -> None:
    sheet = scene.officer.misses_paper()
    must(number in sheet, f"a sheet for {number}", sheet[:200])
    scene.teller.say(
        f"{number}  {WITHOUT_A_PAPER} lacks one paper: the list is printed and mailed,",
        "and his place is kept until the office closes.",
    )


def _today(scene: Scene) -> list[Applicant]:
    return scene.on(MONDAY, office=TANJUNGPINANG)


def _morning(scene: Scene) -> list[Applicant]:
    return [each for each in _today(scene) if _is_morning(each)]


def _is_morning(each: Applicant) -> bool:
    return each.entry is not None and each.entry.starts.hour < 12


def _number(scene: Scene, name: str) -> str:
    return scene.people[name].number


def _late_arrival(late: Applicant) -> datetime:
    if late.entry is None:
        raise RuntimeError(f"{LATE} has no place on Monday.")
    return late.entry.starts + timedelta(minutes=30 + LATE_MINUTES)


def _arrives(scene: Scene, each: Applicant) -> None:
    said = scene.officer.check_in(each.ticket)
    must(each.number in said, f"number {each.number} on the screen", said[:200])
