"""The later chapters: reminders, second chances, the day at the office, and the promises."""

from datetime import UTC, date, datetime

from antrean.ops.tour.applicant import Applicant
from antrean.ops.tour.players import TANJUNGPINANG
from antrean.ops.tour.scene import Scene, must, when
from antrean.records import clock
from antrean.records.models import FreedSeat, OfficeDay

THREE_DAYS_BEFORE = datetime(2026, 11, 27, 2, 5, tzinfo=UTC)
SEATS_ARE_BACK = datetime(2026, 11, 27, 3, 45, tzinfo=UTC)
ONE_DAY_BEFORE = datetime(2026, 11, 29, 2, 5, tzinfo=UTC)
DOORS_OPEN = datetime(2026, 11, 30, 0, 50, tzinfo=UTC)
AFTER_LUNCH = datetime(2026, 11, 30, 5, 55, tzinfo=UTC)
MONDAY, TUESDAY, THURSDAY = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 3)
NOON = 12
ABSENT = "Joko"


def three_days_before(scene: Scene) -> None:
    """Whoever comes on Monday is asked whether they still do."""
    scene.go_to(THREE_DAYS_BEFORE, title="Three days before: will you come?")
    _confirm(scene, scene.on(MONDAY))
    hendra = scene.people["Hendra"]
    must(not hendra.was_reminded(), "no reminder of a place given back", "a reminder for Hendra")
    scene.teller.say("Hendra, who gave his place back, is left in peace.")
    scene.teller.end_chapter()


def second_chances(scene: Scene) -> None:
    """Seats come back, an officer sets right what a broker did, and two people gain by it."""
    scene.go_to(SEATS_ARE_BACK, title="Seats come back, and Nur goes to the office")
    scene.wait_until(_all_seats_are_back, "freed seats to be given again")
    nur, simon = scene.named("Nur Simon")
    scene.officer.sign_in()
    scene.officer.release(nur.player.card.nik)
    scene.teller.say("An officer looks at Nur's card and ends the application made in her name.")
    rudi = scene.people["Rudi"]
    rudi.lose_place()
    scene.teller.say("Rudi is told that the place is gone, not by whom.")
    for each, why in ((nur, "asks again"), (simon, "gets the seat Daniel gave back")):
        each.ask_again()
        must(each.outcome == "given", f"a time for {each.player.first_name}", each.outcome)
        each.read_letter()
        scene.teller.say(f"{each.player.first_name} {why}: {when(each.entry)}.")
    scene.teller.end_chapter()


def _all_seats_are_back() -> bool:
    now = clock.now()
    return not FreedSeat.objects.filter(returned_at=None, returns_at__lte=now).exists()


def one_day_before(scene: Scene) -> None:
    """The last question before Monday; new days have opened meanwhile."""
    scene.go_to(ONE_DAY_BEFORE, title="One day before: will you still come?")
    _confirm(scene, scene.on(MONDAY))
    new_day = OfficeDay.objects.filter(day=THURSDAY, office__code="kanim-jayapura")
    scene.wait_until(new_day.exists, "Thursday to open by itself")
    naomi = scene.people["Naomi"]
    naomi.ask_again()
    must(naomi.outcome == "given", "a time for Naomi", naomi.outcome)
    naomi.read_letter()
    scene.teller.say(f"Thursday has opened. Naomi asks again: {when(naomi.entry)}.")
    scene.teller.end_chapter()


def _confirm(scene: Scene, people: list[Applicant]) -> None:
    scene.together(lambda each: each.confirm(address=scene.stage.address), people)
    scene.teller.say(f"{len(people)} people open the letter and tap once: yes, I will come.")


def the_day(scene: Scene) -> None:
    """One counter at Tanjungpinang: people arrive, are recognised, called and served."""
    scene.go_to(DOORS_OPEN, title="Monday morning at Tanjungpinang, counter 1")
    today = scene.on(MONDAY, office=TANJUNGPINANG)
    morning = [each for each in today if _hour(each) < NOON]
    morning[0].read_last_reminder()
    scene.teller.say(f"{morning[0].player.first_name} got a last reminder two hours before.")
    _tickets_that_do_not_open_the_door(scene, morning[0])
    _serve(scene, morning)
    scene.teller.end_chapter()
    scene.go_to(AFTER_LUNCH, title="After lunch")
    _serve(scene, [each for each in today if _hour(each) >= NOON])
    scene.teller.end_chapter()


def _hour(each: Applicant) -> int:
    return each.entry.starts.hour if each.entry else 0


def _tickets_that_do_not_open_the_door(scene: Scene, first: Applicant) -> None:
    siti = scene.people["Siti"]
    said = scene.officer.check_in(siti.ticket, status=409)
    must("Bukan hari ini" in said, "a ticket for Tuesday to be refused", said[:200])
    scene.teller.say(f"Siti comes a day early; the screen says so: {when(siti.entry)}.")
    _arrives(scene, first)
    said = scene.officer.check_in(first.ticket, status=409)
    must("Sudah tercatat" in said, "a copied code to be refused", said[:200])
    scene.teller.say(f"Somebody shows a copy of {first.player.first_name}'s code: refused.")


def _arrives(scene: Scene, each: Applicant) -> None:
    said = scene.officer.check_in(each.ticket)
    must(each.number in said, f"number {each.number} on the screen", said[:200])


def _serve(scene: Scene, people: list[Applicant]) -> None:
    """Check in those who are not in yet, in any order; they are called in the appointed one."""
    arrived = people[1:] if _hour(people[0]) < NOON else people
    for each in reversed(arrived):
        _arrives(scene, each)
    for each in people:
        said = scene.officer.call()
        must(f"{each.number} dipanggil" in said, f"{each.number} to be called next", said[:300])
        name = each.player.first_name
        scene.officer.end("absent" if name == ABSENT else "served")
        done = "is called and has left: noted as absent" if name == ABSENT else "is served"
        scene.teller.say(f"{each.number}  {name} {done}.")
