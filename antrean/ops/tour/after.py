"""The chapters before the day: reminders, and second chances."""

from datetime import UTC, date, datetime

from antrean.ops.tour.applicant import Applicant
from antrean.ops.tour.scene import Scene, must, when
from antrean.records import clock
from antrean.records.models import FreedSeat, OfficeDay

THREE_DAYS_BEFORE = datetime(2026, 11, 27, 2, 5, tzinfo=UTC)
SEATS_ARE_BACK = datetime(2026, 11, 27, 3, 45, tzinfo=UTC)
ONE_DAY_BEFORE = datetime(2026, 11, 29, 2, 5, tzinfo=UTC)
MONDAY, THURSDAY = date(2026, 11, 30), date(2026, 12, 3)


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
