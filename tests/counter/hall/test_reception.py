"""Behind the door: walk-ins, priority, lost tickets, the hall at a glance, its end."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from antrean.actions.hall.alerts import raise_alert
from antrean.actions.hall.appeals import appeal
from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.devices import put_up
from antrean.actions.hall.mark_absent import mark_absent
from antrean.actions.hall.order_exceptions import ask_exception
from antrean.actions.hall.park import park
from antrean.actions.hall.recall import recall
from antrean.records import clock
from antrean.records.models import (
    Absence,
    Device,
    HallAlert,
    HallDay,
    HallEvent,
    LedgerEntry,
    OrderException,
    Visit,
)
from tests.factories import (
    make_arrived,
    make_officer,
    make_shift,
    make_walk_in,
    nik_of,
    stand_at,
)

pytestmark = pytest.mark.django_db
HERE = "/loket/kanim-batam/"


@pytest.fixture
def head(office):
    """A browser in which the office head is signed in."""
    client = Client()
    client.force_login(make_officer(office, role="office_head"))
    return client


@pytest.fixture
def shift(office, booked):
    return make_shift(office)


@pytest.fixture
def waiting(office, booked):
    return make_walk_in(office, at=clock.now())


def text(answer):
    return answer.content.decode()


def walk_in(client, **more):
    form = {"service": "new", "people": "1", "language": "id", "key": str(uuid4())}
    return client.post(f"{HERE}datang-langsung/", form | more, follow=True)


def test_somebody_without_an_appointment_gets_a_number(front, shift):
    assert "W-001" in text(walk_in(front))


def test_a_reason_makes_it_a_priority_number(front, shift):
    assert "L-001" in text(walk_in(front, reason="elderly"))


def test_pressing_twice_gives_one_number(front, shift):
    key = str(uuid4())
    walk_in(front, key=key)
    walk_in(front, key=key)

    assert Visit.objects.count() == 1


def test_a_full_day_is_said_and_an_appointment_offered(front, booked):
    answer = walk_in(front)

    assert answer.status_code == 422
    assert "Tawarkan janji" in text(answer)


def test_priority_is_given_with_a_reason_that_stays_off_the_ledger(front, waiting):
    front.post(f"{HERE}kunjungan/{waiting.pk}/prioritas/", {"reason": "pregnant"})

    waiting.refresh_from_db()
    entry = LedgerEntry.objects.get(deed="priority_given")
    assert (waiting.line, str(waiting)) == ("priority", "W-001")
    assert "pregnant" not in str(entry.detail)


def test_a_lost_ticket_is_found_by_card_and_leaves_a_trace(front, booked):
    person = booked.application.applicant
    born = person.birth_date
    form = {
        "nik": nik_of(person),
        "birth_date_0": born.day,
        "birth_date_1": born.month,
        "birth_date_2": born.year,
    }

    answer = front.post(f"{HERE}pencarian/", form)

    assert booked.application.ticket_code in text(answer)
    assert LedgerEntry.objects.filter(deed="looked_up", subject=booked.application.ref).exists()


def test_a_number_alone_finds_nobody_and_leaves_a_trace_too(front, booked):
    person = booked.application.applicant
    form = {"nik": nik_of(person), "birth_date_0": 1, "birth_date_1": 1, "birth_date_2": 1950}

    answer = front.post(f"{HERE}pencarian/", form)

    assert "Tidak ditemukan" in text(answer)
    assert LedgerEntry.objects.filter(deed="looked_up", subject="nobody").exists()


def test_whoever_missed_the_call_waits_again_by_one_button(front, office, booked, shift):
    make_arrived(booked, at=clock.now())
    call = call_next(shift, by=shift.account, now=clock.now())
    recall(shift, call, by=shift.account, now=clock.now())
    recall(shift, call, by=shift.account, now=clock.now())
    mark_absent(shift, call, by=shift.account, now=clock.now() + timedelta(minutes=3))

    answer = front.post(f"{HERE}kehadiran/", {"code": booked.application.ticket_code})
    front.post(f"{HERE}kunjungan/{call.visit_id}/kembali/")

    assert "Antre lagi" in text(answer)
    assert Visit.objects.get().state == "waiting"


def test_whoever_was_set_aside_comes_back_to_their_own_place(front, waiting, shift):
    call = call_next(shift, by=shift.account, now=clock.now())
    park(shift, call, reason="papers", by=shift.account, now=clock.now())

    front.post(f"{HERE}kunjungan/{waiting.pk}/kembali/")

    waiting.refresh_from_db()
    assert (waiting.state, waiting.standing) == ("waiting", "open")


def test_a_family_is_received_one_button_after_the_other(front, office, booked):
    relative = make_booked_for(office, booked.application.account)
    stand_at(booked.window_starts_at)

    answer = front.post(f"{HERE}kehadiran/", {"code": booked.application.ticket_code})

    assert relative.application.ticket_code in text(answer)


def make_booked_for(office, account):
    from antrean.actions.take_in import take_in
    from tests.factories import make_applicant, make_application, place_of, submission

    relative = make_applicant(account, slot=1)
    asked = make_application(office, account=account, applicant=relative)
    stand_at(clock.now() - timedelta(days=8))
    take_in([submission(asked)])
    return place_of(asked)


def test_the_hall_shows_who_waits_and_why(front, waiting):
    page = text(front.get(f"{HERE}balai/"))

    assert "W-001" in page
    assert "sesuai waktu datang" in page


def test_an_alert_stands_there_until_somebody_has_seen_to_it(front, office):
    device, _key = put_up(
        office=office, kind="kiosk", name="Kios 1", by=make_officer(office), now=clock.now()
    )
    raised = raise_alert(device=device, kind="paper", now=clock.now())
    before = text(front.get(f"{HERE}balai/"))

    front.post(f"{HERE}balai/gangguan/{raised.pk}/")

    assert "Kertas habis" in before
    assert HallAlert.objects.get().ended_at is not None


def test_an_announcement_reaches_the_screens(front, booked):
    front.post(f"{HERE}balai/pengumuman/", {"key": "free"})

    assert HallEvent.objects.get().body["key"] == "free"


def test_a_receptionist_lets_the_hall_rest(front, booked):
    front.post(f"{HERE}balai/keadaan/", {"state": "paused"})

    assert HallDay.objects.get().state == "paused"


def test_an_emergency_is_the_heads_to_begin(front, head, booked):
    form = {"state": "emergency", "text_id": "Keluar.", "text_en": "Leave."}

    front.post(f"{HERE}balai/keadaan/", form)
    before = HallDay.objects.count()
    head.post(f"{HERE}balai/keadaan/", form)

    assert (before, HallDay.objects.get().state) == (0, "emergency")


def test_the_head_closes_the_hall_and_everybody_is_told(head, waiting):
    asked = text(head.get(f"{HERE}balai/penutupan/"))

    head.post(f"{HERE}balai/penutupan/")

    assert "1 orang masih menunggu" in asked
    assert HallDay.objects.get().state == "closed"
    assert Visit.objects.get().state == "unserved"


def test_closing_waits_for_whoever_is_served(head, waiting, shift):
    call_next(shift, by=shift.account, now=clock.now())

    answer = head.post(f"{HERE}balai/penutupan/", follow=True)

    assert "Masih ada nomor di loket 1" in text(answer)
    assert HallDay.objects.get().state == "open"


@pytest.mark.parametrize("path", ["balai/penutupan/", "keberatan/", "perangkat/", "kalau/"])
def test_what_is_the_heads_is_not_there_for_others(front, desk, booked, path):
    assert front.get(HERE + path).status_code == desk.get(HERE + path).status_code == 404


def test_nothing_is_received_after_closing(front, office, booked):
    close_hall(office, by=make_officer(office), now=booked.window_starts_at)

    answer = front.post(f"{HERE}kehadiran/", {"code": booked.application.ticket_code})

    assert answer.status_code == 409
    assert not Visit.objects.exists()


def test_an_exception_needs_a_second_person(desk, head, officer, waiting):
    asked = ask_exception(waiting, reason="Ambulans menunggu.", by=officer, now=clock.now())
    decision = f"{HERE}pengecualian/{asked.pk}/"

    own = desk.post(decision, {"putusan": "setuju"}, follow=True)
    after_own = OrderException.objects.get().agreed_at
    head.post(decision, {"putusan": "setuju"})

    assert "Orang kedua" in text(own)
    assert after_own is None
    assert OrderException.objects.get().agreed_at is not None


def test_an_appeal_is_decided_by_the_head_and_its_words_are_erased(head, office, booked):
    make_walk_in(office, at=clock.now())
    stand_at(booked.window_ends_at + timedelta(hours=3))
    close_hall(office, by=make_officer(office), now=clock.now())
    noted = Absence.objects.get()
    account = booked.application.account
    appeal(noted, words="Jembatan putus pagi itu.", by=account, now=clock.now())
    before = text(head.get(f"{HERE}keberatan/"))

    head.post(f"{HERE}keberatan/{noted.pk}/", {"putusan": "maafkan"})

    noted.refresh_from_db()
    assert "Jembatan putus" in before
    assert (noted.excused, noted.appeal) == (True, "")


def test_a_browser_becomes_a_kiosk_and_staff_are_signed_out_of_it(head, booked):
    form = {"kind": "kiosk", "name": "Kios 1", "printer": ""}

    answer = head.post(f"{HERE}perangkat/", form)

    assert answer["Location"] == "/kios/"
    assert "Selamat datang" in text(head.get("/kios/"))
    assert head.get(f"{HERE}balai/").status_code == 302


def test_a_printer_that_leads_nowhere_is_refused(head, booked):
    form = {"kind": "kiosk", "name": "Kios 1", "printer": "lp0"}

    assert head.post(f"{HERE}perangkat/", form).status_code == 422
    assert not Device.objects.exists()


def test_one_more_counter_is_answered_from_made_up_days(head, booked):
    page = text(head.get(f"{HERE}kalau/?loket=1"))

    assert "Satu loket lagi?" in page


def test_another_office_is_not_there(front, stranger_office):
    assert front.get("/loket/kanim-asing/balai/").status_code == 404
