"""The one statement that pgbench books with: the same deed as ours, or the limit says nothing."""

import pytest
from django.db import DataError, IntegrityError, connection

from antrean.actions.take_in import take_in
from antrean.domain.ledger import START
from antrean.ops.bench import crowd, pgbench
from antrean.records.models import (
    Application,
    Appointment,
    Cell,
    LedgerEntry,
    LedgerHead,
    LiveApplication,
    Notice,
    OfficeDay,
)
from antrean.records.promises import broken_promises

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(offices):
    crowd.open_cells(offices, seats_a_day=100)
    pgbench.wanted(offices[:1])
    yield offices[0]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_cell")


@pytest.fixture
def drafts(office):
    return crowd.make(4, offices=[office], spread=False)


def book(draft, *, nth=1, version=None, instead=("", "")):
    statement = pgbench.STATEMENT.read_text().replace("%", "%%").replace(*instead)
    for name in ("draft", "version", "nth"):
        statement = statement.replace(f":{name}", f"%({name})s")
    words = {"draft": draft.application_id, "version": version or draft.version, "nth": nth}
    with connection.cursor() as cursor:
        cursor.execute(statement, words)


def rows():
    return [
        (
            place.cell.day,
            place.queue_number,
            place.arrives_at - place.window_starts_at,
            place.window_ends_at,
            place.ending,
            place.application.state,
            place.application.submitted_version,
            place.application.submitted_at == place.given_at,
            Notice.objects.filter(ref=place.application.ref, state="pending").values_list(
                "kind", "version", "to_address", "language", "due_at"
            )[0][:-1],
            LedgerEntry.objects.get(subject=place.application.ref).detail.keys(),
            LiveApplication.objects.filter(application=place.application).exists(),
        )
        for place in Appointment.objects.order_by("id")
    ]


def test_what_it_stores_is_what_we_store_and_every_promise_holds(office, drafts):
    [outcome] = take_in(drafts[:1])
    assert outcome.kind == "given", outcome
    first, cell = rows()[0], Appointment.objects.get().cell_id
    with connection.cursor() as cursor:
        cursor.execute("SELECT nth FROM bench_cell WHERE cell_id = %s", [cell])
        [nth] = cursor.fetchone()

    for draft in drafts[1:]:
        book(draft, nth=nth)

    numbers = [row[1] for row in rows()]
    assert numbers == [1, 2, 3, 4]
    assert [_alike(row) for row in rows()] == [_alike(first)] * 4
    assert list(broken_promises()) == []


def _alike(row):
    """Leave out what is another for everybody: number, arrival, address."""
    return row[0], *row[3:8], row[8][:2], row[9:]


def test_a_promise_is_broken_when_the_statement_says_another_thing_than_it_chains(office, drafts):
    book(drafts[0], instead=("said.detail::jsonb", "'{\"sequence\": 0}'::jsonb"))

    assert {name for name, _ in broken_promises()} == {"I20"}


def test_a_full_cell_gives_nobody_a_place_and_leaves_nothing_behind(office, drafts):
    cell = Cell.objects.get(pk=_cell(1))
    Cell.objects.filter(pk=cell.pk).update(taken=cell.seats)

    with pytest.raises(DataError, match="division by zero"):
        book(drafts[0])

    assert _nothing_is_stored(drafts[0])


def test_without_its_guard_the_table_still_refuses_one_too_many(office, drafts):
    cell = Cell.objects.get(pk=_cell(1))
    Cell.objects.filter(pk=cell.pk).update(taken=cell.seats)

    with pytest.raises(IntegrityError, match="cell_taken_within_seats"):
        book(drafts[0], instead=(" AND cell.taken < cell.seats", ""))


def test_another_version_and_a_second_time_book_nothing(office, drafts):
    with pytest.raises(DataError):
        book(drafts[0], version=99)
    assert _nothing_is_stored(drafts[0])

    book(drafts[0])
    with pytest.raises(DataError):
        book(drafts[0])

    assert Appointment.objects.count() == 1


def test_a_person_who_is_live_already_books_nothing(office, drafts):
    book(drafts[0])
    person = Application.objects.get(pk=drafts[0].application_id).applicant_id
    Application.objects.filter(pk=drafts[1].application_id).update(applicant_id=person)

    with pytest.raises(IntegrityError, match="records_liveapplication_pkey"):
        book(drafts[1])

    assert _nothing_is_stored(drafts[1])


def _cell(nth):
    with connection.cursor() as cursor:
        cursor.execute("SELECT cell_id FROM bench_cell WHERE nth = %s", [nth])
        return cursor.fetchone()[0]


def _nothing_is_stored(draft):
    return (
        Application.objects.get(pk=draft.application_id).state == "draft"
        and not Appointment.objects.filter(application_id=draft.application_id).exists()
        and not LiveApplication.objects.filter(application_id=draft.application_id).exists()
        and OfficeDay.objects.order_by("-last_number").first().last_number
        == Appointment.objects.count()
        and LedgerHead.objects.exclude(digest=START).exists()
    )
