"""Moving: another time in one step; nobody is ever without a place, and nobody holds two."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from antrean.actions import giving_back, seating
from antrean.actions.move import NoMoveLeft, NoOtherTime, NothingToMove, TooLateToMove, move
from antrean.domain.wishes import Wishes
from antrean.records.models import Appointment, Cell, FreedSeat, LedgerEntry, Notice
from tests.factories import make_application, make_booked, make_cell, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    place = make_office()
    make_cell(place, days_ahead=7)
    return place


@pytest.fixture
def place(office):
    return make_booked(office)


@pytest.fixture
def later(office, place):
    """Another window, two days after the place that is held."""
    return make_cell(office, days_ahead=9, starts=time(13), seats=3)


def wishes_after(place):
    return Wishes((place.office.code,), not_before=place.day + timedelta(days=1))


def ask(place, *, at=None, wishes=None, moved_before=0):
    return move(
        place.application,
        wishes=wishes or wishes_after(place),
        moved_before=moved_before,
        by=place.application.account,
        now=at or place.given_at,
    )


def test_the_new_place_follows_the_new_wishes(place, later):
    moved = ask(place)

    assert moved.cell == later
    assert moved.sequence == 1


def test_the_old_place_ends_and_its_seat_waits_for_its_minute(place, later):
    ask(place)

    place.refresh_from_db()
    assert place.ending == "moved"
    assert FreedSeat.objects.get().appointment == place
    assert Cell.objects.get(pk=place.cell_id).taken == 1


def test_the_code_on_paper_stays_the_same(place, later):
    code = place.application.ticket_code

    moved = ask(place)

    moved.application.refresh_from_db()
    assert moved.application.ticket_code == code


def test_a_move_is_told_once_with_a_higher_sequence(place, later):
    ask(place)

    told = Notice.objects.get(kind="appointment_moved")
    assert told.version == 1


def test_both_ends_of_a_move_stand_on_the_ledger(place, later):
    ask(place)

    deeds = LedgerEntry.objects.filter(subject=place.application.ref)
    assert {"appointment_left", "appointment_moved"} <= set(deeds.values_list("deed", flat=True))


def test_pressing_twice_moves_once(place, later):
    first = ask(place, moved_before=0)

    again = ask(place, moved_before=0)

    assert again == first
    assert Appointment.objects.count() == 2


def test_a_third_move_is_refused_and_the_second_place_stands(office, place, later):
    ask(place, moved_before=0)
    second = ask(place, moved_before=1)

    with pytest.raises(NoMoveLeft):
        ask(place, moved_before=2)

    second.refresh_from_db()
    assert second.ended_at is None


def test_until_two_hours_before_the_time_can_be_changed(place, later):
    moved = ask(place, at=place.arrives_at - timedelta(hours=2))

    assert moved.cell == later


def test_one_second_later_it_can_not(place, later):
    with pytest.raises(TooLateToMove):
        ask(place, at=place.arrives_at - timedelta(hours=2) + timedelta(seconds=1))

    place.refresh_from_db()
    assert place.ended_at is None


def test_where_no_other_time_fits_the_old_place_stays(place):
    with pytest.raises(NoOtherTime) as refused:
        ask(place)

    place.refresh_from_db()
    assert place.ended_at is None
    assert refused.value.refusal.next_day == place.day


def test_without_a_place_there_is_nothing_to_move(office):
    draft = make_application(office)

    with pytest.raises(NothingToMove):
        move(
            draft,
            wishes=Wishes((office.code,)),
            moved_before=0,
            by=draft.account,
            now=draft.created_at,
        )


def places_seen_from_outside(application):
    """Count the live places as another connection sees them at this moment."""

    def look():
        try:
            return Appointment.objects.filter(
                application=application, ended_at__isnull=True
            ).count()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as outside:
        return outside.submit(look).result()


@pytest.mark.django_db(transaction=True)
def test_whoever_looks_from_outside_sees_one_place_before_during_and_after(
    place, later, monkeypatch
):
    seen = [places_seen_from_outside(place.application)]
    give = seating.give

    def give_while_somebody_looks(*args, **kwargs):
        seen.append(places_seen_from_outside(place.application))
        given = give(*args, **kwargs)
        seen.append(places_seen_from_outside(place.application))
        return given

    monkeypatch.setattr(seating, "give", give_while_somebody_looks)
    ask(place)

    seen.append(places_seen_from_outside(place.application))
    assert seen == [1, 1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_twin_in_two_transactions_is_caught_with_nobody_holding_a_place(place, later):
    """The negative control: what the one transaction protects against."""
    asked = seating.asked(place.application, wishes_after(place), sequence=1)
    cell = seating.propose([asked], now=place.given_at)[0][1]

    with transaction.atomic():
        giving_back.end(place, ending="moved", now=place.given_at)
    seen = places_seen_from_outside(place.application)
    with transaction.atomic():
        seating.give([(asked, cell)], now=place.given_at)

    assert seen == 0


def test_the_database_refuses_a_second_place_before_the_first_has_ended(place, later):
    asked = seating.asked(place.application, wishes_after(place), sequence=1)
    cell = seating.propose([asked], now=place.given_at)[0][1]

    with pytest.raises(IntegrityError, match="appointment_one_live"), transaction.atomic():
        seating.give([(asked, cell)], now=place.given_at)
