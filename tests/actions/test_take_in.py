"""Taking in: the system finds the time, and gives it once."""

import uuid
from datetime import time, timedelta

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from antrean.actions.take_in import Submission, take_in
from antrean.domain.wishes import Wishes
from antrean.records import ledger
from antrean.records.models import (
    Application,
    Appointment,
    Cell,
    LedgerEntry,
    LedgerLink,
    LiveApplication,
    Notice,
)
from tests.factories import (
    local_today,
    make_account,
    make_applicant,
    make_application,
    make_booked,
    make_cell,
    make_office,
    submission,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    return make_office()


def test_the_soonest_window_is_given_with_number_arrival_and_code(office):
    make_cell(office, days_ahead=8)
    soonest = make_cell(office, days_ahead=7)
    application = make_application(office)

    outcome = take_in([submission(application)])[0]

    assert outcome.kind == "given"
    assert outcome.place.cell_id == soonest.pk
    assert outcome.place.number == "A-001"
    assert soonest.starts_at <= outcome.place.arrives_at
    application.refresh_from_db()
    assert application.state == "live"
    assert len(application.ticket_code) == 8


def test_arrivals_are_staggered_inside_the_window_and_numbers_rise(office):
    make_cell(office, seats=3)
    asked = [make_application(office) for _ in range(3)]

    outcomes = take_in([submission(each) for each in asked])

    places = [each.place for each in outcomes]
    assert [place.number for place in places] == ["A-001", "A-002", "A-003"]
    assert [place.arrives_at - place.window_starts_at for place in places] == [
        timedelta(minutes=0),
        timedelta(minutes=10),
        timedelta(minutes=20),
    ]


def test_what_is_not_possible_is_never_given(office):
    cell = make_cell(office, days_ahead=7, starts=time(9))
    later = make_cell(office, days_ahead=8, starts=time(13))
    wishes = Wishes((office.code,), cannot=frozenset({(cell.day.weekday(), "early")}))

    outcome = take_in([submission(make_application(office, wishes=wishes))])[0]

    assert outcome.place.cell_id == later.pk


def test_today_is_too_soon(office):
    make_cell(office, days_ahead=0)

    outcome = take_in([submission(make_application(office))])[0]

    assert outcome.kind == "refused"


def test_the_same_key_and_version_again_gives_the_same_answer_and_changes_nothing(office):
    make_cell(office)
    pressed = submission(make_application(office))
    first = take_in([pressed])[0]

    again = take_in([pressed, pressed])

    assert again == [first, first]
    assert Appointment.objects.count() == 1
    assert Cell.objects.get().taken == 1
    assert LedgerLink.objects.count() == 1


def test_the_same_key_with_another_version_is_refused_and_changes_nothing(office):
    make_cell(office)
    application = make_application(office)
    take_in([submission(application)])

    outcome = take_in([Submission(application.pk, application.version + 1, application.key)])[0]

    assert outcome.kind == "other_version"
    assert Appointment.objects.count() == 1


def test_a_key_that_was_never_given_out_is_refused(office):
    make_cell(office)
    application = make_application(office)

    outcome = take_in([Submission(application.pk, application.version, uuid.uuid4())])[0]

    assert outcome.kind == "other_version"
    assert Appointment.objects.count() == 0


def test_a_second_live_application_of_the_same_account_is_refused_kindly(office):
    make_cell(office)
    first = make_booked(office)
    account = first.application.account
    second = make_application(office, account=account, applicant=first.application.applicant)

    outcome = take_in([submission(second)])[0]

    assert outcome.kind == "already_live"
    assert Appointment.objects.count() == 1
    assert Cell.objects.get().taken == 1


def test_the_same_person_in_another_account_is_sent_to_an_office_without_a_word_about_why(office):
    make_cell(office)
    first = make_booked(office)
    person = first.application.applicant
    stranger = make_account()
    copy = make_applicant(stranger)
    copy.nik_hash = person.nik_hash
    copy.save()

    outcome = take_in([submission(make_application(office, account=stranger, applicant=copy))])[0]

    assert outcome.kind == "blocked"
    assert Appointment.objects.count() == 1


def test_two_accounts_that_name_one_person_in_one_batch_get_one_place(office):
    make_cell(office)
    first = make_application(office)
    stranger = make_account()
    copy = make_applicant(stranger)
    copy.nik_hash = first.applicant.nik_hash
    copy.save()
    second = make_application(office, account=stranger, applicant=copy)

    outcomes = take_in([submission(first), submission(second)])

    assert sorted(each.kind for each in outcomes) == ["blocked", "given"]
    assert Cell.objects.get().taken == 1


def test_the_database_itself_refuses_a_second_live_application(office):
    make_cell(office)
    first = make_booked(office)
    second = make_application(office)

    with pytest.raises(IntegrityError):
        LiveApplication.objects.create(
            nik_hash=first.application.applicant.nik_hash,
            application=second,
            since_at=first.given_at,
        )


def test_without_the_claim_one_person_would_hold_two_places(office):
    """The twin: with the primary key gone, the statement lets the second one in."""
    make_cell(office)
    first = make_booked(office)
    account = make_account()
    copy = make_applicant(account)
    copy.nik_hash = first.application.applicant.nik_hash
    copy.save()
    second = make_application(office, account=account, applicant=copy)
    drop = "ALTER TABLE records_liveapplication DROP CONSTRAINT records_liveapplication_pkey"
    restore = "ALTER TABLE records_liveapplication ADD PRIMARY KEY (nik_hash)"

    with connection.cursor() as cursor:
        cursor.execute(drop)
    try:
        outcome = take_in([submission(second)])[0]
    finally:
        LiveApplication.objects.filter(application=second).delete()
        with connection.cursor() as cursor:
            cursor.execute(restore)

    assert outcome.kind == "given"
    assert Appointment.objects.filter(ended_at__isnull=True).count() == 2


def test_a_full_office_says_when_the_next_days_open(office):
    make_cell(office, seats=1)
    make_booked(office)

    outcome = take_in([submission(make_application(office))])[0]

    assert outcome.kind == "refused"
    assert outcome.refusal["reason"] == "full"
    assert outcome.refusal["next_day"] == (local_today(office) + timedelta(days=8)).isoformat()


def test_wishes_that_rule_everything_out_name_the_first_day_outside_them(office):
    cell = make_cell(office)
    wishes = Wishes((office.code,), not_on=frozenset({cell.day}))

    outcome = take_in([submission(make_application(office, wishes=wishes))])[0]

    assert outcome.refusal["reason"] == "wishes"
    assert outcome.refusal["next_day"] == cell.day.isoformat()


def test_a_batch_writes_one_link_for_each_office_and_the_chains_verify(office):
    make_cell(office)
    other = make_office("kanim-lain")
    make_cell(other)
    batch = [make_application(place) for place in (office, other, office)]

    take_in([submission(each) for each in batch])

    assert list(LedgerLink.objects.order_by("scope").values_list("scope", "sequence")) == [
        ("kanim-lain", 1),
        ("kanim-uji", 1),
    ]
    assert LedgerEntry.objects.count() == 3
    assert list(ledger.broken_links()) == []


def test_a_given_place_writes_one_notice_and_leaves_the_reminders_to_their_time(office):
    make_cell(office, days_ahead=7)

    make_booked(office)

    assert list(Notice.objects.values_list("kind", flat=True)) == ["appointment_given"]


def test_an_application_without_answers_is_incomplete(office):
    make_cell(office)
    application = make_application(office, wishes=Wishes(()))

    outcome = take_in([submission(application)])[0]

    assert outcome.kind == "incomplete"
    assert Application.objects.get(pk=application.pk).state == "draft"


def test_an_unknown_application_is_unknown():
    outcome = take_in([Submission(987_654_321, 1, uuid.uuid4())])[0]

    assert outcome.kind == "unknown"
