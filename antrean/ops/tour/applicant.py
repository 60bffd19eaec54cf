"""What an applicant of the tour does with browser and mailbox, from sign-up to the ticket."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext, override

from antrean.ops.tour.browser import Browser
from antrean.ops.tour.failure import StepFailed, step
from antrean.ops.tour.letters import NUMBER, Entry, Letter, Letterbox, Wanted
from antrean.ops.tour.players import PASSWORD, SEARCHES, Card, Player

Answers = dict[str, str | Sequence[str]]
BLOCKED = "Identitas perlu dibuktikan di kantor"
CONFIRMED = "Terima kasih, kedatangan Anda tercatat"
GIVEN_BACK = "Terima kasih, tempat ini sudah Anda kembalikan"


@dataclass(slots=True)
class Applicant:
    """One of the forty at their browser. `outcome` is given, refused, blocked, or empty."""

    player: Player
    browser: Browser
    letterbox: Letterbox
    ref: str = ""
    outcome: str = ""
    number: str = ""
    ticket: str = ""
    entry: Entry | None = None

    def sign_up(self) -> None:
        """Open an account and type the code from the letter."""
        player = self.player
        with self._doing("signs up"):
            self.browser.open("/akun/signup/")
            names = {"username": player.username, "email": player.email}
            self.browser.send({**names, "password1": PASSWORD})
            letter = self._take("a code", lambda letter: bool(letter.code))
            self.browser.send({"code": letter.code})
            self._must_be_at("/akun/identitas/", "the page that asks who they are")

    def give_identity(self) -> None:
        """Copy the identity card, then add whom they apply for."""
        home = {"address": f"Jl. Merdeka No. 1, {self.player.town}", "phone": "0812 0000 2026"}
        with self._doing("gives their identity"):
            self.browser.send({**on_card(self.player.card), **home})
            self._must_be_at("/akun/siap/", "an account that is ready")
        if other := self.player.applies_for:
            with self._doing(f"adds {other.name}"):
                self.browser.open("/akun/orang/tambah/")
                relation = {"relation": self.player.relation, "home": "same"}
                self.browser.send({**on_card(other), **relation})

    def answer(self, *, check_status: int = 200) -> None:
        """Begin an application and answer every question, up to the page that checks."""
        with self._doing("answers the questions"):
            self.browser.open("/permohonan/")
            self.browser.send()
            self.browser.send({"purpose": "new"})
            self.browser.send({"had_passport": "no"})
            self.browser.send({"applicant": self._whom(), "needs": self.player.needs})
            self._choose_office()
            self.browser.send(self._times(), status=check_status)

    def submit(self) -> None:
        """Send the application through the live door and read what became of it."""
        with self._doing("sends the application"):
            self.browser.send(action="/live/pengajuan")
            self.ref = urlsplit(self.browser.page.address).path.strip("/").split("/")[1]
            self.outcome = self._outcome()
            self.number = number_on(self.browser.page.text)

    def ask_again(self, *, after: date | None = None) -> None:
        """Open a refused or blocked application again, with other wishes, and send it."""
        with self._doing("asks again"):
            self.browser.open(f"/permohonan/{self.ref}/hasil/")
            self.browser.send(action="/pembukaan/")
            if any("office" in form.names() for form in self.browser.page.forms):
                self._choose_office()
            self.browser.send(times(cannot=self.player.cannot, after=after))
        self.submit()

    def read_letter(self, what: str = "a time", *, sequence: int = 0) -> Letter:
        """Read the letter with the time, put its calendar file into the phone, compare."""
        with self._doing(f"reads the letter with {what}"):
            letter = self._take(what, lambda letter: has_entry(letter, sequence=sequence))
            self.entry, self.ticket = letter.entry, letter.ticket
            if self.entry is None or self.number != self.entry.number or not self.ticket:
                raise StepFailed(
                    expected=f"number {self.number} and a ticket code",
                    came=f"{self.entry}, ticket code {self.ticket or 'missing'}",
                    address=f"the letter “{letter.subject}”",
                )
            return letter

    def move(self, *, cannot: Mapping[str, Sequence[str]]) -> Letter:
        """Ask for another time; the old one stands until the new one is there."""
        before = self.entry
        with self._doing("moves their time"):
            self.browser.open(f"/janji/{self.ref}/ubah/")
            self.browser.send(dict(cannot), action="/perubahan/")
            self._must_be_at(f"/janji/{self.ref}/", "the ticket with the new time")
            self.number = number_on(self.browser.page.text)
        letter = self.read_letter("the new time", sequence=1)
        with self._doing("moves their time"):
            same = before and self.entry and before.uid == self.entry.uid
            self.browser.must(same, "the calendar entry to be replaced, not doubled")
        return letter

    def _reads(self, heading: str) -> bool:
        """Say whether the page bears this heading in the applicant's own language."""
        with override(self.player.language):
            return self.browser.page.heading == gettext(heading)

    def give_back(self) -> None:
        """Cancel, and have the entry taken out of the calendar again."""
        with self._doing("gives the place back"):
            self.browser.open(f"/janji/{self.ref}/batal/")
            self.browser.send({"reason": "Anak sakit"}, action="/pembatalan/")
            self.browser.must(self._reads(GIVEN_BACK), "thanks for the place")
            self._take("a cancelled entry", is_cancelled)
            self.outcome, self.entry = "cancelled", None

    def lose_place(self) -> None:
        """Read that an officer ended the application."""
        with self._doing("reads that the place is gone"):
            self._take("a cancelled entry", is_cancelled)
            self.outcome, self.entry = "released", None

    def confirm(self, *, address: str) -> None:
        """Confirm by the one tap of a reminder, on another device and without signing in."""
        with self._doing("says again that they will come"), Browser(address) as telephone:
            letter = self._take("a link to confirm", lambda letter: bool(letter.confirm_url))
            telephone.open(letter.confirm_url)
            telephone.send()
            telephone.must(telephone.page.heading == CONFIRMED, "thanks for the confirmation")

    def was_reminded(self) -> bool:
        """Say whether a reminder lies unread in the mailbox."""
        wanted: Wanted = lambda letter: bool(letter.confirm_url)  # noqa: E731
        return self.letterbox.look(self.player.email, wanted=wanted) is not None

    def read_last_reminder(self) -> None:
        """Read the reminder of the last two hours: ticket code, no calendar file, no link."""
        with self._doing("reads the last reminder"):
            self._take(
                "a ticket code two hours before",
                lambda letter: bool(letter.ticket and not letter.entry and not letter.confirm_url),
            )

    def read_missing_papers(self) -> None:
        """Read the mail that lists what was missing at the counter."""
        with self._doing("reads which paper is missing"):
            self._take(
                "a list of missing papers",
                lambda letter: letter.subject.startswith("Berkas yang belum ada"),
            )

    def reads_absence(self) -> None:
        """Read what follows from not having come."""
        with self._doing("reads what follows from an absence"):
            self.browser.open(f"/janji/{self.ref}/ketidakhadiran/")
            self.browser.must(self._reads("Tercatat tidak hadir"), "the page about an absence")

    def _doing(self, what: str) -> AbstractContextManager[None]:
        return step(f"{self.player.card.name} {what}")

    def _take(self, what: str, wanted: Wanted) -> Letter:
        return self.letterbox.take(self.player.email, wanted=wanted, what=what)

    def _must_be_at(self, path: str, expected: str) -> None:
        self.browser.must(urlsplit(self.browser.page.address).path == path, expected)

    def _whom(self) -> str:
        """Return the key of the person they apply for: the holder stands first in the list."""
        fields = [each for form in self.browser.page.forms for each in form.fields]
        keys = [each.value for each in fields if each.name == "applicant"]
        self.browser.must(keys, "a list of people")
        return keys[-1] if self.player.applies_for else keys[0]

    def _choose_office(self) -> None:
        """Look for the office by its town and choose it, then one more where they could go."""
        player = self.player
        self.browser.send({"cari": SEARCHES[player.office]})
        self.browser.send({"office": player.office})
        if player.also:
            self.browser.send({"cari": SEARCHES[player.also]})
        self.browser.send({"also": [player.also] if player.also else []})

    def _times(self) -> Answers:
        return times(cannot=self.player.cannot, after=self.player.after)

    def _outcome(self) -> str:
        page = self.browser.page
        if self._reads(BLOCKED):
            return "blocked"
        if any(form.action.endswith("/pembukaan/") for form in page.forms):
            return "refused"
        if any(link.endswith(f"/janji/{self.ref}/") for link in page.links):
            return "given"
        raise self.browser.failed(expected="a time, or the reason why there is none")


def on_card(card: Card) -> Answers:
    """Return the answers that copy an identity card."""
    born = card.born
    return {
        "nik": " ".join(card.nik[start : start + 4] for start in range(0, 16, 4)),
        "full_name": card.name,
        "birth_date_0": str(born.day),
        "birth_date_1": str(born.month),
        "birth_date_2": str(born.year),
        "sex": card.sex,
    }


def times(*, cannot: Mapping[str, Sequence[str]], after: date | None) -> Answers:
    """Return the answers to "when can you not come?"."""
    if after is None:
        return {"start": "soon", **cannot}
    day = {"after_0": str(after.day), "after_1": str(after.month), "after_2": str(after.year)}
    return {"start": "after", **day, **cannot}


def number_on(text: str) -> str:
    """Return the queue number a page shows, or nothing."""
    found = NUMBER.search(text)
    return found.group() if found else ""


def has_entry(letter: Letter, *, sequence: int) -> bool:
    """Say whether the letter brings a calendar entry of this sequence."""
    entry = letter.entry
    return entry is not None and not entry.cancelled and entry.sequence == sequence


def is_cancelled(letter: Letter) -> bool:
    """Say whether the letter takes a calendar entry away."""
    return letter.entry is not None and letter.entry.cancelled
