"""Back at the door after a call that was missed: what is said is where the person then stands."""

from datetime import timedelta

import pytest

from antrean.actions.hall.order_exceptions import ask_exception
from antrean.records import clock
from antrean.records.models import Visit
from tests.factories import make_arrived, make_walk_in, stand_at

HERE = "/loket/kanim-batam/"
BEHIND, AT_THE_END = "di belakang yang tepat waktu", "di ujung barisan"


def missed(visit, *, at, times=1):
    """Let somebody not have come when called."""
    Visit.objects.filter(pk=visit.pk).update(state="absent", missed_at=at, times_missed=times)


def scans(front, place):
    answer = front.post(f"{HERE}kehadiran/", {"code": place.application.ticket_code})
    return answer.content.decode()


@pytest.fixture
def early(booked):
    """Somebody who came an hour before their window and was not there when called early."""
    before = booked.window_starts_at - timedelta(minutes=40)
    missed(make_arrived(booked, at=before - timedelta(minutes=20)), at=before, times=0)
    return booked


def test_whoever_was_called_before_their_window_stands_by_their_appointment(front, early):
    page = scans(front, early)
    front.post(f"{HERE}kunjungan/{Visit.objects.get().pk}/kembali/")

    assert "menurut jam janjinya" in page
    assert BEHIND not in page
    assert Visit.objects.get().standing == "punctual"


def test_whoever_was_called_in_time_stands_behind_the_punctual(front, booked):
    missed(make_arrived(booked), at=booked.window_starts_at)

    assert BEHIND in scans(front, booked)


def test_whoever_missed_two_calls_stands_at_the_end(front, booked):
    missed(make_arrived(booked), at=booked.window_starts_at, times=2)

    page = scans(front, booked)

    assert AT_THE_END in page
    assert BEHIND not in page


def test_whoever_comes_back_much_later_stands_at_the_end(front, booked):
    missed(make_arrived(booked), at=booked.window_starts_at)
    stand_at(booked.window_starts_at + timedelta(minutes=40))

    assert AT_THE_END in scans(front, booked)


def test_zero_instead_of_a_code_leads_to_the_page_for_walk_ins(front, booked):
    answer = front.post(f"{HERE}kehadiran/", {"code": "0"})

    assert answer.url == f"{HERE}datang-langsung/"


def test_an_officer_is_led_on_to_a_new_appointment_and_a_receptionist_is_not(desk, front, booked):
    stand_at(booked.window_starts_at + timedelta(days=1))

    assert f'href="{HERE}bantuan/"' in scans(desk, booked).split('id="hasil"')[1]
    assert f'href="{HERE}bantuan/"' not in scans(front, booked)


def test_the_hall_says_how_many_exceptions_wait_for_a_second_person(desk, office, officer, booked):
    visit = make_walk_in(office, at=clock.now())
    ask_exception(visit, reason="Ambulans menunggu.", by=officer, now=clock.now())

    assert "1 menunggu putusan" in desk.get(f"{HERE}balai/").content.decode()
