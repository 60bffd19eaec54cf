"""The example: people, staff and a hall that is not empty, put in once and never into real data."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.open_counter import open_counter
from antrean.ops import cast, seeding
from antrean.records import access, boards, clock, people, promises
from antrean.records.models import (
    Account,
    Application,
    Call,
    ClockOffset,
    Counter,
    LedgerEntry,
    OfficeDay,
    OrderException,
)
from tests.factories import LONG_AGO, make_cell, make_office

pytestmark = pytest.mark.django_db

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


@pytest.fixture
def offices(settings):
    """The three offices of the example, open on the next days, in a demonstration."""
    settings.DEMO = True
    ClockOffset.objects.update_or_create(pk=1, defaults={"seconds": 0, "movable": False})
    found = []
    for code, timezone in zip(cast.OFFICES, ZONES, strict=True):
        office = make_office(code, timezone=timezone)
        found.append(office)
        for days_ahead in range(10):
            make_cell(office, seats=40, days_ahead=days_ahead, starts=time(8))
    return found


@pytest.fixture
def few_people(monkeypatch):
    monkeypatch.setattr(seeding, "PEOPLE", 12)


def power_fails(_):
    raise KeyboardInterrupt


@pytest.fixture
def seeded(offices, few_people):
    """What the command said when it had filled the example."""
    said = StringIO()
    call_command("seed_demo", stdout=said)
    return said.getvalue()


def test_siti_can_sign_in_and_apply_for_herself_and_two_children(seeded):
    siti = Account.objects.get(username="siti")

    assert siti.check_password(cast.PASSWORD)
    assert [person.relation for person in people.people_of(siti)] == ["self", "child", "child"]
    assert not Application.objects.filter(account=siti).exists()


def test_budi_has_a_time_to_look_at(seeded):
    assert Application.objects.get(account__username="budi").state == "live"


def test_staff_are_on_duty_at_their_office_and_nowhere_else(seeded):
    officer = Account.objects.get(username="petugas.makassar")

    assert [office.code for office in access.offices_on_duty(officer)] == ["kanim-makassar"]


def test_only_the_head_office_may_enter_the_back_office(seeded):
    assert [account.username for account in Account.objects.filter(is_staff=True)] == ["pusat"]


def test_every_office_has_three_counters_and_people_who_wait(seeded, offices):
    waiting = [boards.day_counts(office, now=clock.now()).waiting for office in offices]

    assert all(waiting)
    assert Counter.objects.count() == 9


def test_every_hall_works_at_one_counter_when_somebody_first_looks(seeded, offices):
    served = Call.objects.filter(ended_at=None, started_at__isnull=False)

    assert served.values("counter__office").distinct().count() == len(offices)


def test_the_officer_can_open_counter_1_at_once(seeded, offices):
    counter = Counter.objects.get(office=offices[0], number=1)
    officer = Account.objects.get(username="petugas")

    shift = open_counter(counter, by=officer, now=clock.now())

    assert call_next(shift, by=officer, now=clock.now())


def test_one_counter_of_an_office_is_not_for_wheelchairs(seeded, offices):
    steps = Counter.objects.filter(office=offices[0], is_accessible=False)

    assert [(each.number, each.arrow) for each in steps] == [(3, "right")]


def test_an_exception_waits_for_the_head(seeded, offices):
    asked = OrderException.objects.get()

    assert (asked.visit.office, asked.agreed_at, asked.refused_at) == (offices[0], None, None)


def test_the_example_keeps_every_promise(seeded):
    assert list(promises.broken_promises()) == []


def test_a_second_run_changes_nothing(seeded):
    deeds, instant = LedgerEntry.objects.count(), ClockOffset.objects.get().seconds

    call_command("seed_demo", stdout=StringIO())

    assert LedgerEntry.objects.count() == deeds
    assert ClockOffset.objects.get().seconds == instant


def test_a_run_that_was_cut_short_is_taken_up_again(offices, few_people, monkeypatch):
    with monkeypatch.context() as power_cut:
        power_cut.setattr(seeding, "take_in", power_fails)
        with pytest.raises(KeyboardInterrupt):
            call_command("seed_demo", stdout=StringIO())

    call_command("seed_demo", stdout=StringIO())

    assert Account.objects.filter(username="siti").exists()
    assert Account.objects.filter(username="budi").count() == 1
    assert list(promises.broken_promises()) == []


def test_the_logins_are_printed_for_the_launcher(seeded):
    logins = [line.split("\t") for line in seeded.splitlines()]

    assert [login[1] for login in logins] == [part.username for part in cast.PARTS]
    assert {len(login) for login in logins} == {5}


def test_every_printed_login_exists(seeded):
    names = set(Account.objects.values_list("username", flat=True))

    assert {part.username for part in cast.PARTS} <= names


def test_real_data_get_no_made_up_people(offices, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="no demonstration"):
        call_command("seed_demo")

    assert not Account.objects.exists()


def test_a_production_clock_is_never_marked_as_played(offices, settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="real people"):
        call_command("seed_demo")

    assert not Account.objects.exists()
    assert not ClockOffset.objects.get().movable


def test_without_reference_data_it_says_what_to_run(offices):
    OfficeDay.objects.all().delete()

    with pytest.raises(CommandError, match="load_reference"):
        call_command("seed_demo")


@pytest.fixture
def week(db):
    """Three offices open from Monday 30 November to Friday 4 December 2026."""
    offices = [
        make_office(code, timezone=timezone)
        for code, timezone in zip(cast.OFFICES, ZONES, strict=True)
    ]
    monday = date(2026, 11, 30)
    OfficeDay.objects.bulk_create(
        OfficeDay(office=office, day=monday + timedelta(days=after), opened_at=LONG_AGO)
        for office in offices
        for after in range(5)
    )
    return offices


@pytest.mark.parametrize(
    ("now", "stage"),
    [
        (datetime(2026, 12, 1, 3, 0, tzinfo=UTC), datetime(2026, 12, 1, 3, 0, tzinfo=UTC)),
        (datetime(2026, 12, 1, 0, 0, tzinfo=UTC), datetime(2026, 12, 1, 1, 40, tzinfo=UTC)),
        (datetime(2026, 12, 1, 9, 0, tzinfo=UTC), datetime(2026, 12, 2, 1, 40, tzinfo=UTC)),
        (datetime(2026, 11, 28, 3, 0, tzinfo=UTC), datetime(2026, 11, 30, 1, 40, tzinfo=UTC)),
    ],
    ids=["in working hours", "before them", "after them", "on a Saturday"],
)
def test_the_example_begins_when_offices_work(week, now, stage):
    assert seeding.first_morning(week, now=now) == stage


def test_the_example_cannot_begin_without_an_open_day(week):
    with pytest.raises(seeding.NoOpenDay):
        seeding.first_morning(week, now=datetime(2026, 12, 5, 3, 0, tzinfo=UTC))


def test_a_day_on_which_one_office_is_closed_is_no_beginning(week):
    OfficeDay.objects.filter(day=date(2026, 12, 1), office=week[2]).delete()

    stage = seeding.first_morning(week, now=datetime(2026, 12, 1, 3, 0, tzinfo=UTC))

    assert stage.date() == date(2026, 12, 2)
