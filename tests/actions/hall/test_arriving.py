"""Arriving with an appointment: received once, on the right day, at the place the rule gives."""

from datetime import UTC, date, timedelta

import pytest
from django.http import Http404

from antrean.actions.cancel import cancel
from antrean.actions.hall.check_in import AlreadyIn, NoPlaceHere, WrongDay, check_in
from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.devices import put_up
from antrean.actions.hall.holding import HallClosed
from antrean.records import access
from antrean.records.models import LedgerEntry, Visit
from tests.actions.hall.desk import make_place
from tests.factories import make_cell, make_office, make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(office):
    return make_place(office)


def receive(place, *, by=None, at=None, office=None, device=None):
    by = None if device else by or make_officer(place.office)
    return check_in(
        place.application,
        office=office or place.office,
        by=by,
        device=device,
        now=at or place.arrives_at,
    )


def test_the_visit_has_the_number_of_the_ticket_and_says_who_received_it(place, officer):
    visit = receive(place, by=officer)

    assert str(visit) == str(place)
    assert (visit.appointment, visit.by, visit.arrived_at) == (place, officer, place.arrives_at)
    assert (visit.state, visit.stage, visit.line) == ("waiting", "documents", "booked")


def test_inside_the_window_one_is_punctual(place):
    visit = receive(place, at=place.window_ends_at - timedelta(seconds=1))

    assert (visit.standing, visit.since) == ("punctual", place.window_starts_at)


def test_coming_early_gains_nothing_and_costs_nothing(place):
    visit = receive(place, at=place.window_starts_at - timedelta(hours=1))

    assert (visit.standing, visit.since) == ("punctual", place.window_starts_at)


def test_up_to_half_an_hour_after_the_window_one_is_late(place):
    at = place.window_ends_at + timedelta(minutes=30)

    visit = receive(place, at=at)

    assert (visit.standing, visit.since) == ("late", at)


def test_later_than_that_one_stands_at_the_end_but_is_received(place):
    at = place.window_ends_at + timedelta(minutes=31)

    visit = receive(place, at=at)

    assert (visit.standing, visit.since) == ("end", at)


def test_the_second_time_the_same_ticket_is_refused(place):
    receive(place)

    with pytest.raises(AlreadyIn):
        receive(place, at=place.arrives_at + timedelta(minutes=5))

    assert Visit.objects.count() == 1


def test_a_copied_code_is_refused_after_its_visit_is_done_too(place, desk):
    receive(place)
    desk.serve(), desk.serve(), desk.serve()

    with pytest.raises(AlreadyIn):
        receive(place, at=desk.at)


@pytest.mark.parametrize("days", [-1, 1])
def test_on_another_day_the_ticket_says_which_day_it_is_for(place, days):
    with pytest.raises(WrongDay) as refused:
        receive(place, at=place.arrives_at + timedelta(days=days))

    assert refused.value.day == place.day
    assert not Visit.objects.exists()


def test_the_day_is_the_offices_own_not_the_capitals():
    office = make_office("kanim-jayapura", timezone="Asia/Jayapura")
    make_cell(office)
    place = make_place(office)
    just_past_midnight_there = place.window_starts_at - timedelta(hours=8, minutes=59)

    visit = receive(place, at=just_past_midnight_there)

    assert visit.day == place.day


def test_a_place_at_another_office_is_no_place_here(place):
    elsewhere = make_office("kanim-lain")

    with pytest.raises(NoPlaceHere):
        receive(place, by=make_officer(elsewhere), office=elsewhere)


def test_a_place_given_back_is_no_place_here(place):
    cancel(place.application, by=place.application.account, now=place.given_at)

    with pytest.raises(NoPlaceHere):
        receive(place)


def test_a_closed_hall_receives_nobody(place, officer):
    close_hall(place.office, by=officer, now=place.arrives_at - timedelta(minutes=5))

    with pytest.raises(HallClosed):
        receive(place)


def test_a_kiosk_receives_too_and_the_ledger_names_it(place, officer):
    kiosk, _key = put_up(
        office=place.office, kind="kiosk", name="Pintu", by=officer, now=place.given_at
    )

    visit = receive(place, device=kiosk)

    assert (visit.by, visit.device) == (None, kiosk)
    assert LedgerEntry.objects.get(deed="checked_in").actor == f"device:{kiosk.pk}"


def test_an_arrival_stands_on_the_offices_ledger_with_its_standing(place, officer):
    receive(place, by=officer)

    entry = LedgerEntry.objects.get(deed="checked_in")
    assert entry.link.scope == place.office.code
    assert (entry.subject, entry.actor) == (place.application.ref, f"account:{officer.pk}")
    assert entry.detail == {
        "number": str(place),
        "stage": "documents",
        "line": "booked",
        "standing": "punctual",
        "since": place.window_starts_at.astimezone(UTC).isoformat(),
        "arrives_at": place.arrives_at.astimezone(UTC).isoformat(),
    }


@pytest.mark.parametrize(
    ("born", "need"), [(date(1960, 1, 1), "elderly"), (date(2024, 1, 1), "child")]
)
def test_the_old_and_the_small_have_priority_without_asking(office, born, need):
    visit = receive(make_place(office, born=born))

    assert (visit.line, visit.needs) == ("priority", [need])
    assert visit.queue_letter == "A"


def test_a_need_named_when_booking_gives_priority(office):
    visit = receive(make_place(office, needs=["wheelchair"]))

    assert (visit.line, visit.needs) == ("priority", ["wheelchair"])


def test_a_wish_that_is_no_priority_need_is_kept_without_priority(office):
    visit = receive(make_place(office, needs=["interpreter"]))

    assert (visit.line, visit.needs) == ("booked", ["interpreter"])


def test_a_family_is_one_party(office):
    first = make_place(office)
    second = make_place(office, family=first.application.account)

    assert receive(first).party == receive(second).party


def test_an_officer_of_another_office_finds_neither_the_office_nor_the_ticket(place):
    stranger = make_officer(make_office("kanim-lain"))

    with pytest.raises(Http404):
        access.office(place.office.code, by=stranger)
    with pytest.raises(Http404):
        access.application_at(
            place.application.ticket_code, office=access.office("kanim-lain", by=stranger)
        )


def test_a_duty_that_ended_opens_no_door(place, officer):
    officer.duties.update(until_at=place.given_at)

    with pytest.raises(Http404):
        access.office(place.office.code, by=officer)
