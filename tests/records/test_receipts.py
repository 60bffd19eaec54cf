"""Batches open by themselves, one a day; receipts are stored in sets and read back the same."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from time import sleep

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from antrean.records import receipts
from antrean.records.models import Application, DrawBatch, OfficeWay
from tests.draws import bring, make_batch, make_receipt, unstored_receipt
from tests.factories import LONG_AGO, make_application, make_office
from tests.storm.crowd import at_once

TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)  # 12.00 in Jakarta
SIX = datetime(2026, 11, 24, 11, tzinfo=UTC)
LOCK = "SELECT FROM records_drawbatch FOR NO KEY UPDATE NOWAIT"


@pytest.fixture
def office():
    return make_office()


def lock_batch():
    """Lock the batch as whoever closes it does; it fails where a receipt is under way."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)


@contextmanager
def without_trigger():
    """Let receipts come in whenever they like; the trigger is back afterwards."""
    change = "ALTER TABLE records_receipt {} TRIGGER receipts_come_in_time"
    with connection.cursor() as cursor:
        cursor.execute(change.format("DISABLE"))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(change.format("ENABLE"))


def until_somebody_waits():
    """Go on when another session of this database waits for a lock."""
    with connection.cursor() as cursor:
        for _ in range(400):
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) "
                "WHERE NOT granted AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
            sleep(0.025)
    pytest.fail("Nobody waits.")


def in_another_session(deed):
    """Do the deed on a connection of its own; raise here what it raises."""
    at_once(deed)


@pytest.mark.django_db
def test_before_the_hour_the_batch_of_today_opens():
    batch = receipts.open_batch(now=NOON)

    assert (batch.day, batch.closes_at) == (TODAY, SIX)
    assert DrawBatch.objects.get().state == "open"


@pytest.mark.django_db
def test_a_batch_that_is_open_is_found_again(django_assert_num_queries):
    batch = receipts.open_batch(now=NOON)

    with django_assert_num_queries(1):
        assert receipts.open_batch(now=SIX - timedelta(microseconds=1)) == batch


@pytest.mark.django_db
@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=3)])
def test_from_the_hour_on_the_batch_of_tomorrow_opens(late):
    first = receipts.open_batch(now=NOON)

    following = receipts.open_batch(now=SIX + late)

    assert (following.day, following.closes_at) == (TOMORROW, SIX + timedelta(days=1))
    assert DrawBatch.objects.get(pk=first.id).state == "open"


@pytest.mark.django_db
def test_a_batch_keeps_its_hour_when_the_setting_changes(settings):
    batch = receipts.open_batch(now=NOON)
    settings.DRAW_CLOSES = time(20)

    assert receipts.open_batch(now=NOON) == batch
    assert receipts.open_batch(now=SIX).closes_at == datetime(2026, 11, 25, 13, tzinfo=UTC)


@pytest.mark.django_db
def test_a_batch_that_has_closed_is_not_found():
    bring(make_batch(TODAY), "closed")

    assert receipts.open_batch(now=NOON).day == TOMORROW


@pytest.mark.django_db
def test_where_the_clock_went_back_behind_a_closed_batch_nothing_opens():
    bring(make_batch(TOMORROW), "closed")

    with pytest.raises(receipts.NoBatchOpens):
        receipts.open_batch(now=NOON)


@pytest.mark.django_db(transaction=True)
def test_who_opens_a_batch_at_the_same_time_gets_the_same():
    batches = at_once(*[lambda: receipts.open_batch(now=NOON)] * 4)

    assert len(set(batches)) == 1
    assert DrawBatch.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_waits_for_the_first_and_finds_the_same_batch():
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            first = receipts.open_batch(now=NOON)
            second = other.submit(at_once, lambda: receipts.open_batch(now=NOON))
            until_somebody_waits()

        assert second.result() == [first]


@pytest.mark.django_db
def test_receipts_are_stored_in_one_statement_and_read_back_the_same(
    office, django_assert_num_queries
):
    batch = receipts.open_batch(now=NOON)
    applications = [make_application(office) for _ in range(3)]
    Application.objects.update(submitted_at=NOON)
    issued = {each.pk: unstored_receipt(each, batch=batch) for each in applications}

    with django_assert_num_queries(1):
        receipts.store(issued)

    assert receipts.read_first(issued) == issued


@pytest.mark.django_db
def test_the_first_receipt_is_that_of_the_submission(office):
    application = make_application(office)
    first = make_receipt(application, batch=make_batch(TODAY))
    make_receipt(application, batch=make_batch(TOMORROW), age_class=1)

    assert receipts.read_first([application.pk]) == {application.pk: first}


@pytest.mark.django_db
def test_who_submits_again_after_a_lost_draw_has_the_receipt_of_the_last_time(office):
    application = make_application(office)
    make_receipt(application, batch=make_batch(TODAY))
    Application.objects.update(submitted_at=None, state="draft")
    last = make_receipt(application, batch=make_batch(TOMORROW), age_class=1)

    assert receipts.read_first([application.pk]) == {application.pk: last}


@pytest.mark.django_db
def test_what_is_waited_with_is_the_receipt_of_the_last_draw(office):
    application = make_application(office)
    assert receipts.read_last(application.pk) is None
    make_receipt(application, batch=make_batch(TODAY))

    last = make_receipt(application, batch=make_batch(TOMORROW), age_class=1)

    assert receipts.read_last(application.pk) == last


@pytest.mark.django_db
def test_every_lost_draw_raises_the_age_class_of_the_next_receipt(office):
    never, once, twice = (make_application(office) for _ in range(3))
    make_receipt(once, batch=make_batch(TODAY))
    make_receipt(twice, batch=make_batch(date(2026, 11, 23)))
    make_receipt(twice, batch=make_batch(TOMORROW), age_class=1)

    found = receipts.age_classes([never.pk, once.pk, twice.pk])

    assert found == {once.pk: 1, twice.pk: 2}


@pytest.mark.django_db
def test_who_has_no_receipt_is_missing(office):
    assert receipts.read_first([make_application(office).pk, 0]) == {}


@pytest.mark.django_db
def test_a_second_receipt_of_the_same_draw_is_refused(office):
    application = make_application(office)
    batch = make_batch(TODAY)
    make_receipt(application, batch=batch)

    with pytest.raises(IntegrityError, match="receipt_once_a_"):
        make_receipt(application, batch=batch)


@pytest.mark.django_db
def test_a_batch_that_closed_meanwhile_is_said_as_by_a_constraint(office):
    batch = make_batch(TODAY)
    bring(batch, "closed")

    with pytest.raises(IntegrityError, match="receipts come into an open batch"):
        make_receipt(make_application(office), batch=batch)


@pytest.mark.django_db(transaction=True)
def test_a_batch_is_not_closed_over_a_receipt_that_is_under_way(office):
    application, batch = make_application(office), make_batch(TODAY)

    with transaction.atomic():
        make_receipt(application, batch=batch)
        with pytest.raises(OperationalError, match="could not obtain lock"):
            in_another_session(lock_batch)

    in_another_session(lock_batch)


@pytest.mark.django_db(transaction=True)
def test_without_the_trigger_it_could_be_closed_over_it(office):
    application, batch = make_application(office), make_batch(TODAY)

    with without_trigger(), transaction.atomic():
        make_receipt(application, batch=batch)
        in_another_session(lock_batch)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "draw"),
    [
        (date(2026, 11, 9), set()),
        (date(2026, 11, 10), {"kanim-uji"}),
        (date(2026, 11, 19), {"kanim-uji"}),
        (date(2026, 11, 20), set()),
    ],
)
def test_the_latest_way_holds(office, day, draw, django_assert_num_queries):
    make_office("kanim-sepi")
    for from_day, way in ((10, "draw"), (20, "soonest")):
        OfficeWay.objects.create(
            office=office, from_day=date(2026, 11, from_day), way=way, why="uji", since_at=LONG_AGO
        )

    with django_assert_num_queries(1):
        assert receipts.drawing(["kanim-uji", "kanim-sepi", "kanim-tidak-ada"], day=day) == draw


@pytest.mark.django_db
def test_only_the_offices_asked_for_are_told(office):
    OfficeWay.objects.create(
        office=office, from_day=TODAY, way="draw", why="uji", since_at=LONG_AGO
    )

    assert receipts.drawing(["kanim-lain"], day=TODAY) == set()
