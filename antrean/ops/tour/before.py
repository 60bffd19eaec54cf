"""The first chapters: signing up, applying, reading letters, and changing one's mind."""

from collections import Counter
from datetime import UTC, datetime

from antrean.ops.tour.players import NOT_MONDAYS, TOWNS, ZONES
from antrean.ops.tour.scene import Scene, must, when

EARLY = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
"""Friday 27 November 2026, half past six in the west: the hour changes nothing."""

REFUSED_AT_FIRST = ["Simon", "Naomi"]


def signing_up(scene: Scene) -> None:
    """Forty accounts, each with an address that is proven and an identity that is plausible."""
    scene.go_to(EARLY, title="Forty people sign up")
    scene.together(lambda each: each.sign_up())
    scene.teller.say("Each opens an account and types the code from their mail.")
    scene.together(lambda each: each.give_identity())
    scene.teller.say(
        "Each copies their identity card. Faisal adds his daughter Putri, who is seven;",
        "Rudi adds Nur, “whom he helps”. Nur knows nothing of it.",
    )
    scene.teller.end_chapter()


def applying(scene: Scene) -> None:
    """Everybody says when they cannot come; the system finds the time."""
    scene.begin("They say when they can not come, and the system finds the time")
    scene.together(lambda each: each.answer())
    for each in scene.people.values():
        each.submit()
        if each.player.first_name == "Yohana":
            _yohana_thinks_again(scene)
    _must_be_as_expected(scene)
    outcomes = Counter(each.outcome for each in scene.people.values())
    scene.teller.say(
        f"{outcomes['given']} receive a day and a time at once,",
        f"{outcomes['refused']} hear why not yet, {outcomes['blocked']} must prove her identity.",
    )
    scene.teller.end_chapter()


def _yohana_thinks_again(scene: Scene) -> None:
    yohana = scene.people["Yohana"]
    must(yohana.outcome == "refused", "no time for Yohana after 2 December", yohana.outcome)
    scene.teller.say(
        "Yohana from Jayapura wants a day after 2 December; those days are not open yet.",
        "She is told the nearest free day, lets go of the wish, and asks again.",
    )
    yohana.ask_again()


def _must_be_as_expected(scene: Scene) -> None:
    refused = [name for name, each in scene.people.items() if each.outcome == "refused"]
    blocked = [name for name, each in scene.people.items() if each.outcome == "blocked"]
    must(refused == REFUSED_AT_FIRST, f"refusals for {REFUSED_AT_FIRST}", str(refused))
    must(blocked == ["Nur"], "only Nur to be blocked", str(blocked))


def reading(scene: Scene) -> None:
    """Everybody with a time reads the letter; its calendar file agrees with the page."""
    scene.begin("The letters arrive: ticket code, calendar file, list of papers")
    given = [each for each in scene.people.values() if each.outcome == "given"]
    scene.together(lambda each: each.read_letter(), given)
    told = {
        "Siti": "cannot come on Mondays",
        "Dewi": "can come in the afternoon only",
        "Faisal": "asked for his daughter Putri",
        "Ratna": "can come after 1 December",
        "Wayan": "did not mind",
        "Anjani": "reads her letter in English",
        "Yohana": "has a time after all",
        "Titus": "found Jayapura full and can fly to Makassar",
    }
    for name, who in told.items():
        each = scene.people[name]
        scene.teller.say(f"{name} from {each.player.town} {who}: {when(each.entry)}.")
    simon = scene.people["Simon"].browser.page
    scene.teller.say(f"Simon from Jayapura reads: “{_reason(simon.text)}”")
    scene.teller.table(("Office", "people with a time", "days"), _by_office(scene))
    scene.teller.end_chapter()


def _reason(text: str) -> str:
    """Return the sentences of a refusal, in the reader's own language."""
    start, end = text.find("Semua tempat"), text.find("Kantor Kantor")
    return text[start : end if end > start else start + 140].strip()


def _by_office(scene: Scene) -> list[list[str]]:
    rows = []
    for zone, code in ZONES.items():
        entries = [each.entry for each in scene.with_a_time() if each.entry]
        days = Counter(entry.starts.date() for entry in entries if entry.zone == zone)
        said = ", ".join(f"{day:%a} {day.day}: {number}" for day, number in sorted(days.items()))
        rows.append([TOWNS[code], str(days.total()), said])
    return rows


def changing(scene: Scene) -> None:
    """Two move, three give back, and nobody gets a second time."""
    scene.begin("Some change their minds, some try twice")
    movers, leavers = scene.named("Maya Wayan"), scene.named("Hendra Anjani Daniel")
    scene.together(lambda each: each.move(cannot=NOT_MONDAYS), movers)
    for each in movers:
        name = each.player.first_name
        scene.teller.say(f"{name} cannot come on Monday after all: {when(each.entry)}.")
    scene.together(lambda each: each.give_back(), leavers)
    scene.teller.say(
        "Hendra, Anjani and Daniel give their places back.",
        "Each seat returns at a random minute, so nobody can wait for it.",
    )
    sari = scene.people["Sari"]
    sari.answer(check_status=409)
    sari.browser.must(sari.player.card.name in sari.browser.page.heading, "Sari's own name")
    scene.teller.say(f"Sari asks for a second time. She reads: “{sari.browser.page.heading}”")
    nur = scene.people["Nur"].browser.page
    scene.teller.say(
        f"Nur, whose number Rudi has used, reads: “{nur.heading}”",
        "No page tells her, or anybody, whose application it is.",
    )
    scene.teller.end_chapter()
