"""Closing the hall: everybody ends in one state, and absence is judged fairly."""

from datetime import timedelta

import pytest

from antrean.actions.cancel import cancel
from antrean.actions.hall.close_hall import StillServing, close_forgotten, close_hall
from antrean.actions.hall.rejoin import rejoin
from antrean.records.models import (
    Absence,
    Appointment,
    Call,
    HallEvent,
    LedgerEntry,
    LiveApplication,
    Pause,
    Shift,
    Visit,
)
from tests.actions.hall.desk import make_place
from tests.factories import make_arrived, make_cell, make_walk_in

pytestmark = pytest.mark.django_db


def close(desk, **later):
    return close_hall(desk.shift.counter.office, by=desk.by, now=desk.wait(**later))


def ends(visit):
    visit.refresh_from_db()
    return visit.state


def test_everybody_ends_in_one_state(office, desk, officer):
    served, missed, aside, waits = (
        make_walk_in(office, at=desk.wait(minutes=1), line="collection", service="collection")
        for _ in range(4)
    )
    desk.serve()
    desk.miss()
    desk.park(desk.next())

    close(desk, hours=6)

    assert list(map(ends, (served, missed, aside, waits))) == [
        *("done", "absent"),
        *("unserved", "unserved"),
    ]
    assert not Visit.objects.filter(ended_at__isnull=True).exists()


def test_whoever_waits_until_the_end_may_apply_again_and_pays_nothing(office, desk):
    place = make_place(office)
    make_arrived(place)

    close(desk, hours=6)

    place.refresh_from_db()
    assert (place.ending, place.application.__class__.objects.get().state) == ("unserved", "ended")
    assert not LiveApplication.objects.exists()
    assert not Absence.objects.exists()


def test_whoever_never_came_is_absent_once_their_window_is_over(office, desk):
    make_walk_in(office, at=desk.at)
    place = make_place(office)

    close(desk, hours=6)

    place.refresh_from_db()
    absence = Absence.objects.get()
    assert (place.ending, absence.appointment, absence.came) == ("absent", place, False)
    assert bytes(absence.nik_hash) == bytes(place.application.applicant.nik_hash)
    assert not LiveApplication.objects.exists()


def test_whose_window_is_not_over_is_not_absent(office, desk):
    make_walk_in(office, at=desk.at)
    place = make_place(office)

    close(desk, minutes=10)

    place.refresh_from_db()
    assert place.ending == "unserved"
    assert not Absence.objects.exists()


def test_where_nobody_was_received_nobody_is_absent(office, desk):
    place = make_place(office)

    close(desk, hours=6)

    place.refresh_from_db()
    assert place.ending == "unserved"


def test_whoever_missed_their_call_and_stayed_away_is_absent(office, desk):
    visit = make_arrived(make_place(office))
    desk.miss()

    close(desk, hours=6)

    assert (ends(visit), visit.appointment.ending, Absence.objects.get().came) == (
        *("absent", "absent"),
        True,
    )


def test_whoever_missed_a_call_and_came_back_is_not_absent(office, desk, officer):
    visit = make_arrived(make_place(office))
    desk.miss()
    rejoin(visit, by=officer, now=desk.at)

    close(desk, hours=6)

    assert ends(visit) == "unserved"
    assert not Absence.objects.exists()


def test_whoever_missed_a_call_is_not_absent_while_their_window_runs(office, desk):
    visit = make_arrived(make_place(office))
    desk.miss()

    close(desk, minutes=5)

    assert (ends(visit), visit.appointment.ending) == ("unserved", "unserved")
    assert not Absence.objects.exists()


def test_whoever_gave_the_place_back_is_not_absent(office, desk):
    place = make_place(office)
    desk.at -= timedelta(hours=1)
    make_arrived(place, at=desk.at)
    desk.miss()
    cancel(place.application, by=place.application.account, now=desk.at)

    close(desk, hours=6)

    place.refresh_from_db()
    assert (ends(place.visit), place.ending) == ("absent", "cancelled")
    assert not Absence.objects.exists()


def test_while_somebody_is_called_or_served_the_hall_stays_open(office, desk, second_desk):
    for _ in range(2):
        make_walk_in(office, at=desk.at)
    desk.next()
    second_desk.start(second_desk.next())

    with pytest.raises(StillServing) as refused:
        close(desk)

    assert refused.value.counters == [1, 2]
    assert Visit.objects.filter(state="at_counter").count() == 2


def test_counters_and_rests_end_with_the_hall(desk, second_desk):
    second_desk.pause()

    close(desk)

    assert not Shift.objects.filter(closed_at__isnull=True).exists()
    assert Pause.objects.get().until_at == desk.at


def test_closing_is_told_to_every_screen_and_stands_on_the_ledger(desk):
    day = close(desk)

    assert HallEvent.objects.get(kind="hall").body["state"] == "closed"
    entry = LedgerEntry.objects.get(deed="hall_closed")
    assert (entry.subject, entry.actor) == (f"hall:{day.day}", f"account:{desk.by.pk}")


def test_every_end_stands_on_the_ledger(office, desk):
    make_walk_in(office, at=desk.at)
    make_place(office)

    close(desk, hours=6)

    deeds = LedgerEntry.objects.filter(deed__in=("absent", "unserved"))
    assert sorted(deeds.values_list("deed", flat=True)) == ["absent", "unserved"]


def test_closing_twice_is_closing_once(office, desk, officer):
    make_walk_in(office, at=desk.at)
    first = close(desk)

    again = close_hall(office, by=officer, now=desk.wait(hours=1))

    assert (again.closed_at, again.closed_by) == (first.closed_at, desk.by)
    assert LedgerEntry.objects.filter(deed="hall_closed").count() == 1


def test_another_day_is_not_touched(office, desk):
    make_cell(office, days_ahead=8)
    [make_place(office) for _ in range(6)]

    close(desk, hours=6)

    assert Appointment.objects.filter(ended_at__isnull=True).count() == 1


def test_a_day_nobody_closed_is_closed_by_the_system(office, desk):
    visit = make_walk_in(office, at=desk.at)
    desk.next()

    day = close_forgotten(office, day=visit.day, now=desk.wait(days=1))

    assert (ends(visit), day.state, day.closed_by) == ("unserved", "closed", None)
    assert Call.objects.get().outcome == "withdrawn"
    assert LedgerEntry.objects.get(deed="hall_closed").actor == "system"


def test_a_forgotten_day_leaves_todays_counters_alone(office, desk):
    visit = make_walk_in(office, at=desk.at - timedelta(days=1))

    close_forgotten(office, day=visit.day, now=desk.at)

    assert Shift.objects.get().closed_at is None
