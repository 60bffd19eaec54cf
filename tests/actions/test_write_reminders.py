"""Reminders are written when they fall due: each kind once, for whoever still comes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from antrean.actions import write_reminders as action
from antrean.actions.cancel import cancel
from antrean.actions.move import move
from antrean.actions.write_reminders import SETTLED, write_reminders
from antrean.domain.wishes import from_json
from antrean.records.models import Account, Notice, OfficeDay
from antrean.records.outbox import MAIL_DOMAIN
from tests.factories import (
    make_booked,
    make_cell,
    make_helped,
    make_office,
    stand_at,
)

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 2, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Makassar")
A_SECOND, AN_HOUR = timedelta(seconds=1), timedelta(hours=1)
KINDS = ("reminder_3_days", "reminder_1_day", "reminder_2_hours")


@pytest.fixture
def office(db):
    stand_at(TUESDAY)
    office = make_office("kanim-ujung", timezone="Asia/Makassar")
    make_cell(office)
    return office


@pytest.fixture
def place(office):
    return make_booked(office)


def nine(place, *, days_before):
    return datetime.combine(place.day - timedelta(days=days_before), time(9), tzinfo=ZONE)


def moments(place):
    """Return by kind when each reminder of the place falls due."""
    two_hours = place.arrives_at - timedelta(hours=2)
    return dict(
        zip(KINDS, (nine(place, days_before=3), nine(place, days_before=1), two_hours), strict=True)
    )


def look(at):
    """Look as late after that instant as a look may come, without a worker's pace."""
    return write_reminders(now=at + SETTLED)


def written():
    found = Notice.objects.filter(kind__startswith="reminder").order_by("due_at", "id")
    return list(found.values_list("kind", flat=True))


def addressed(kind):
    """Return the applications that were reminded so, in the order in which they were."""
    return list(Notice.objects.filter(kind=kind).order_by("id").values_list("ref", flat=True))


def days_to_remind():
    return OfficeDay.objects.filter(remind_at__isnull=False).count()


@pytest.mark.parametrize("kind", KINDS)
def test_a_reminder_is_written_when_it_falls_due_and_not_before(place, kind):
    due_at = moments(place)[kind]
    look(due_at - A_SECOND)
    before = kind in written()

    look(due_at)

    assert not before
    assert Notice.objects.get(kind=kind).due_at == due_at


def test_from_giving_to_the_arrival_each_kind_is_written_once(place):
    looks = int((place.arrives_at - TUESDAY) / timedelta(minutes=30)) + 2

    for turn in range(looks):
        look(TUESDAY + turn * timedelta(minutes=30))

    assert written() == list(KINDS)
    assert days_to_remind() == 0


def test_a_reminder_says_whom_it_is_for_and_which_place_it_speaks_of(place):
    look(moments(place)["reminder_3_days"])

    notice = Notice.objects.get(kind="reminder_3_days")
    application = place.application
    assert (notice.ref, notice.version) == (application.ref, place.sequence)
    assert (notice.application, notice.account) == (application, application.account)
    assert notice.to_address == application.account.email
    assert notice.language == application.language
    assert notice.state == "pending"
    assert notice.content == {}
    assert notice.message_id.endswith(f"@{MAIL_DOMAIN}>")


def test_each_reminder_has_a_message_id_of_its_own(office):
    places = [make_booked(office) for _ in range(3)]
    look(moments(places[0])["reminder_3_days"])

    ids = Notice.objects.filter(kind="reminder_3_days").values_list("message_id", flat=True)

    assert len(set(ids)) == 3


def test_each_hears_two_hours_before_their_own_arrival(office):
    first, second = make_booked(office), make_booked(office)

    look(moments(first)["reminder_2_hours"])
    told = addressed("reminder_2_hours")
    look(moments(second)["reminder_2_hours"])

    assert told == [first.application.ref]
    assert addressed("reminder_2_hours") == [first.application.ref, second.application.ref]


def test_whoever_gave_the_place_back_is_not_reminded(place):
    cancel(place.application, by=place.application.account, now=place.given_at)

    look(moments(place)["reminder_3_days"])

    assert written() == []


def test_whoever_has_no_address_is_not_reminded(office, place):
    make_helped(office)
    Account.objects.filter(pk=place.application.account_id).update(email="")
    reached = make_booked(office)

    look(moments(place)["reminder_3_days"])

    assert addressed("reminder_3_days") == [reached.application.ref]


def test_who_was_given_a_place_after_nine_was_just_told_and_is_not_reminded_of_it(office):
    stand_at(datetime(2026, 11, 28, 2, tzinfo=UTC))
    late = make_booked(office)

    look(late.given_at)
    look(moments(late)["reminder_1_day"])

    assert written() == ["reminder_1_day"]


def given_around_nine(office):
    """Give a place ten seconds before nine; a worker looks before it stands, and again later."""
    nine = datetime(2026, 11, 28, 1, tzinfo=UTC)
    stand_at(nine - 10 * A_SECOND)
    write_reminders(now=nine + 10 * A_SECOND)
    make_booked(office)
    write_reminders(now=nine + timedelta(minutes=2))


def test_a_place_that_was_being_given_at_nine_is_reminded_too(office):
    given_around_nine(office)

    assert written() == ["reminder_3_days"]


def test_who_looks_at_nine_sharp_misses_a_place_that_was_being_given(office, monkeypatch):
    """The twin: without the minute the look has passed when the place stands."""
    monkeypatch.setattr(action, "SETTLED", timedelta(0))

    given_around_nine(office)

    assert written() == []


def test_who_moves_is_reminded_of_the_new_place_alone(office, place):
    make_cell(office, days_ahead=9)
    application = place.application
    moved = move(
        application,
        wishes=from_json(application.wishes | {"not_on": [place.day.isoformat()]}),
        moved_before=0,
        by=application.account,
        now=TUESDAY,
    )

    look(moments(place)["reminder_1_day"])
    look(moments(moved)["reminder_3_days"])

    assert list(
        Notice.objects.filter(kind="reminder_3_days").values_list("version", flat=True)
    ) == [moved.sequence]


@pytest.mark.parametrize(
    ("kind", "later", "said"),
    [
        ("reminder_1_day", -A_SECOND, ["reminder_3_days"]),
        ("reminder_1_day", SETTLED, ["reminder_1_day"]),
        ("reminder_2_hours", -A_SECOND, ["reminder_1_day"]),
        ("reminder_2_hours", SETTLED, ["reminder_2_hours"]),
        ("reminder_2_hours", 2 * AN_HOUR - A_SECOND, ["reminder_2_hours"]),
        ("reminder_2_hours", 2 * AN_HOUR, []),
    ],
)
def test_where_no_worker_ran_only_what_still_makes_sense_is_written(place, kind, later, said):
    write_reminders(now=moments(place)[kind] + later)

    assert written() == said


def test_looking_again_at_what_is_written_writes_nothing(place):
    look(moments(place)["reminder_3_days"])
    OfficeDay.objects.update(remind_at=TUESDAY)

    look(moments(place)["reminder_3_days"])

    assert written() == ["reminder_3_days"]


def test_days_are_looked_at_a_few_at_a_time_those_that_wait_longest_first(office, place):
    make_cell(office, days_ahead=8)
    make_cell(office, days_ahead=9)

    looked = [write_reminders(now=TUESDAY, limit=2) for _ in range(3)]

    assert looked == [2, 1, 0]
    assert days_to_remind() == 3


def test_where_nothing_is_due_one_statement_says_so(place, django_assert_num_queries):
    look(TUESDAY)

    with django_assert_num_queries(1 + len(("SAVEPOINT", "RELEASE SAVEPOINT"))):
        look(TUESDAY)


def test_a_day_that_is_over_is_looked_at_once_and_never_again(place):
    write_reminders(now=place.window_ends_at + timedelta(days=400))

    assert written() == []
    assert days_to_remind() == 0
