"""Opening days: every seat of the capacity in force, once."""

from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.db.models import Sum

from antrean.actions.import_assumptions import import_assumptions
from antrean.actions.import_holidays import import_holidays
from antrean.actions.open_calendar import open_calendar
from antrean.records import ledger, opening
from antrean.records.calendar_facts import facts_of
from antrean.records.models import Cell, Closure, LedgerEntry, Office, OfficeDay, PoolShare
from tests.factories import make_office
from tests.reference import DATA, NOW, load_all

MONDAY = date(2026, 11, 30)
SUNDAY = MONDAY + timedelta(days=6)
GUARDS = (
    ("records_officeday", "office_day_once", "office_id, day"),
    ("records_cell", "cell_once", "office_id, day, band_starts, pool"),
)


@pytest.fixture
def office(db):
    office = make_office()
    import_assumptions(path=DATA / "capacity-assumptions.yaml", now=NOW)
    return office


def open_week():
    return open_calendar(now=NOW, from_day=MONDAY, to_day=SUNDAY)


def seats_by_day(office: Office) -> dict[date, int]:
    return dict(
        Cell.objects.filter(office=office).values_list("day").annotate(Sum("seats")).order_by("day")
    )


def test_a_week_opens_its_five_working_days_with_all_their_seats(office):
    opened = open_week()

    assert seats_by_day(office) == {MONDAY + timedelta(days=after): 130 for after in range(5)}
    assert (opened.days, opened.seats) == (5, 5 * 130)
    assert opened.cells == Cell.objects.count()


@pytest.mark.django_db
def test_at_every_office_the_seats_of_a_day_are_its_capacity():
    load_all()

    open_week()

    offices = list(Office.objects.all())
    facts = facts_of(offices, from_day=MONDAY, to_day=SUNDAY)
    expected = {office.pk: facts[office.code].capacity_on(MONDAY).seats for office in offices}
    sums = Cell.objects.values_list("office_id", "day").annotate(Sum("seats"))
    assert len(sums) == 165 * 5
    assert [row for row in sums if row[2] != expected[row[0]]] == []


def test_a_second_run_opens_nothing(office):
    open_week()

    again = open_week()

    assert (again.days, again.cells, again.seats) == (0, 0, 0)


def test_a_longer_window_opens_only_what_is_missing(office):
    open_week()

    longer = open_calendar(now=NOW, from_day=MONDAY, to_day=SUNDAY + timedelta(days=1))

    assert longer.days == 1


def test_a_day_that_is_open_stays_as_it_was_when_the_shares_change(office):
    open_week()
    PoolShare.objects.filter(pool="regular").update(percent=90)
    PoolShare.objects.filter(pool="priority").update(percent=0)

    open_week()

    assert seats_by_day(office)[MONDAY] == 130


def test_a_closed_day_opens_once_the_closure_is_gone(office):
    closure = Closure.objects.create(
        office=office, day=MONDAY, kind="office", name_id="Pindah", name_en="Moving", source="head"
    )
    open_week()
    closure.delete()

    again = open_week()

    assert again.days == 1
    assert seats_by_day(office)[MONDAY] == 130


def test_holidays_and_joint_leave_do_not_open(office):
    import_holidays(years=[2026])

    open_calendar(now=NOW, from_day=date(2026, 12, 21), to_day=date(2026, 12, 27))

    assert max(seats_by_day(office)) == date(2026, 12, 23)


def test_without_days_an_office_opens_from_its_own_today_to_its_horizon(office):
    late = datetime(2026, 11, 29, 18, tzinfo=UTC)  # Monday 01.00 in Jakarta

    open_calendar(now=late)

    assert min(seats_by_day(office)) == MONDAY
    assert max(seats_by_day(office)) == MONDAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("timezone", "starts_at"),
    [
        ("Asia/Jakarta", datetime(2026, 11, 30, 1, tzinfo=UTC)),
        ("Asia/Makassar", datetime(2026, 11, 30, 0, tzinfo=UTC)),
        ("Asia/Jayapura", datetime(2026, 11, 29, 23, tzinfo=UTC)),
    ],
)
def test_eight_o_clock_is_another_instant_in_each_zone(db, timezone, starts_at):
    make_office(timezone=timezone)
    import_assumptions(path=DATA / "capacity-assumptions.yaml", now=NOW)

    open_week()

    cell = Cell.objects.filter(day=MONDAY, band_starts=time(8), pool="regular").get()
    assert cell.starts_at == starts_at


def test_a_new_day_has_given_no_number_and_taken_no_seat(office):
    open_week()

    day = OfficeDay.objects.get(day=MONDAY)
    assert (day.last_number, day.opened_at) == (0, NOW)
    assert Cell.objects.aggregate(Sum("taken"))["taken__sum"] == 0


def test_only_the_named_offices_open(office):
    make_office("kanim-lain")

    open_calendar(now=NOW, offices=[office], from_day=MONDAY, to_day=SUNDAY)

    assert set(Cell.objects.values_list("office__code", flat=True)) == {office.code}


def test_progress_counts_the_offices(office):
    told = []

    open_calendar(now=NOW, progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 1)]


@pytest.fixture
def two_at_once(monkeypatch):
    """Run the deed in two threads that both have looked before either of them writes."""
    both_looked = Barrier(2, timeout=20)
    look = opening.days_open

    def look_and_wait(*args, **more):
        found = look(*args, **more)
        both_looked.wait()
        return found

    monkeypatch.setattr("antrean.actions.open_calendar.days_open", look_and_wait)

    def deed():
        try:
            open_week()
        finally:
            connection.close()

    def run():
        threads = [Thread(target=deed), Thread(target=deed)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return run


@pytest.fixture
def unguarded(monkeypatch):
    """Take the guard away: no unique days or cells, and no looking at conflicts."""
    statement = opening.OPEN_DAYS
    for _, _, columns in GUARDS:
        statement = statement.replace(f"ON CONFLICT ({columns}) DO NOTHING", "")
    monkeypatch.setattr(opening, "OPEN_DAYS", statement)
    with connection.cursor() as cursor:
        for table, name, _ in GUARDS:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        for table, name, columns in GUARDS:
            cursor.execute(f"TRUNCATE {table} CASCADE")
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE ({columns})")


@pytest.mark.django_db(transaction=True)
def test_two_who_open_at_once_open_every_day_once(office, two_at_once):
    two_at_once()

    assert seats_by_day(office)[MONDAY] == 130
    assert OfficeDay.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_two_who_open_at_once_double_the_seats(office, unguarded, two_at_once):
    two_at_once()

    assert seats_by_day(office)[MONDAY] == 260


def test_every_day_that_opens_stands_on_the_ledger_of_its_office_once(office):
    open_week()

    open_week()

    lines = LedgerEntry.objects.filter(deed="day_opened")
    assert lines.count() == OfficeDay.objects.count() > 0
    assert list(ledger.broken_links()) == []
