"""What is no longer true is not sent, even if it was claimed while it was."""

from datetime import timedelta

import pytest

from antrean.actions.cancel import cancel
from antrean.actions.lease_notices import lease_notices
from antrean.actions.move import move
from antrean.actions.move_clock import move_clock
from antrean.actions.release import release
from antrean.actions.write_reminders import write_reminders
from antrean.domain import notices
from antrean.domain.wishes import from_json
from antrean.jobs import mailing
from antrean.records import clock
from antrean.records.models import Notice
from tests.factories import make_cell, make_officer, nik_of

pytestmark = pytest.mark.django_db


def moved(place):
    make_cell(place.office, days_ahead=9)
    application = place.application
    return move(
        application,
        wishes=from_json(application.wishes | {"not_on": [place.day.isoformat()]}),
        moved_before=0,
        by=application.account,
        now=clock.now(),
    )


def cancelled(place):
    return cancel(place.application, by=place.application.account, now=clock.now())


def subjects(post_office):
    return [letter["Subject"].split(":")[0] for letter in post_office.received]


def states(kind):
    return list(
        Notice.objects.filter(kind=kind).order_by("version").values_list("state", flat=True)
    )


def test_a_place_that_was_moved_is_told_once_as_it_is_now(place, post_office, postman):
    moved(place)

    postman.batch()

    assert subjects(post_office) == ["Jadwal baru"]
    assert states("appointment_given") == ["stale"]


def test_a_place_that_was_given_back_is_told_as_given_back(place, post_office, postman):
    cancelled(place)

    postman.batch()

    assert subjects(post_office) == ["Janji batal"]


def test_a_place_that_was_ended_at_the_office_is_told_as_ended(place, post_office, postman):
    officer = make_officer(place.office)
    nik = nik_of(place.application.applicant)
    release(nik=nik, office=place.office, by=officer, reason="KTP asli", now=clock.now())

    postman.batch()

    assert subjects(post_office) == ["Janji diakhiri"]


def test_nobody_is_reminded_of_a_place_they_gave_back(place, post_office, postman):
    postman.batch()
    cancelled(place)

    move_clock(by=timedelta(days=6))
    write_reminders(now=clock.now())
    postman.batch()

    assert subjects(post_office) == ["Janji paspor", "Janji batal"]
    assert not Notice.objects.filter(kind__in=notices.REMINDERS).exists()


def test_a_reminder_of_a_place_that_is_given_back_before_it_is_sent_stays_here(
    place, post_office, postman
):
    postman.batch()
    move_clock(by=timedelta(days=6))
    write_reminders(now=clock.now())
    cancelled(place)

    tally = postman.batch()

    assert tally == {"passed_over": 1, "sent": 1}
    assert subjects(post_office) == ["Janji paspor", "Janji batal"]


def test_reminders_follow_a_place_that_moved(place, post_office, postman):
    move_clock(by=timedelta(days=5))
    write_reminders(now=clock.now())
    moved(place)
    postman.batch()

    move_clock(by=timedelta(days=7))
    write_reminders(now=clock.now())
    postman.batch()

    assert subjects(post_office) == ["Jadwal baru", "Pengingat"]
    assert states("reminder_3_days") == ["stale", "sent"]


def test_a_letter_that_would_come_after_the_window_is_not_sent(place, post_office, postman):
    move_clock(by=timedelta(days=8))

    tally = postman.batch()

    assert tally == {"passed_over": 1}
    assert post_office.received == []


def test_a_move_between_the_claim_and_the_sending_is_noticed(
    place, post_office, postman, monkeypatch
):
    lease = mailing.lease_notices

    def lease_and_let_them_move(**more):
        leases = lease(**more)
        moved(place)
        return leases

    monkeypatch.setattr(mailing, "lease_notices", lease_and_let_them_move)

    tally = postman.batch()

    assert tally == {"passed_over": 1}
    assert post_office.received == []


def test_without_looking_again_the_old_time_would_be_sent(place, post_office, postman, monkeypatch):
    """The twin: the second look sees nothing wrong, and somebody comes on the wrong day."""
    moved(place)
    monkeypatch.setattr(notices, "is_stale", lambda *_, **__: False)

    postman.batch()

    assert "Janji paspor" in subjects(post_office)


def test_a_letter_about_an_end_is_sent_however_late(place, post_office, postman):
    cancelled(place)
    move_clock(by=timedelta(days=30))

    postman.batch()

    assert subjects(post_office) == ["Janji batal"]


def test_a_stale_letter_is_settled_and_not_claimed_again(place, post_office, postman):
    cancelled(place)

    postman.batch()

    assert lease_notices(now=clock.now()) == []
    assert Notice.objects.get(kind="appointment_given").settled_at is not None
