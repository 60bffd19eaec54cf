"""Exceptions from the order: one person asks with a reason, another agrees, all can be counted."""

import pytest
from django.db import IntegrityError, transaction

from antrean.actions.hall.close_hall import close_hall
from antrean.actions.hall.holding import HallClosed
from antrean.actions.hall.order_exceptions import (
    AlreadyAsked,
    AlreadyDecided,
    NeedsSecondPerson,
    NotWaiting,
    ask_exception,
    decide_exception,
)
from antrean.records.models import LedgerEntry, OrderException
from tests.break_in import run_sql
from tests.factories import make_walk_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(office, desk):
    """Three people in the order in which they came."""
    return [make_walk_in(office, at=desk.wait(minutes=1)) for _ in range(3)]


@pytest.fixture
def asked(line, desk):
    return ask_exception(line[2], reason="Pesawat pukul tiga", by=desk.by, now=desk.at)


def test_what_two_people_agreed_on_is_called_next(line, asked, desk, officer):
    decide_exception(asked, agree=True, by=officer, now=desk.at)

    call = desk.next()

    asked.refresh_from_db()
    assert (call.visit, call.why, call.group) == (line[2], "exception", "")
    assert asked.used_at == call.at


def test_it_is_used_once(line, asked, desk, officer):
    decide_exception(asked, agree=True, by=officer, now=desk.at)
    desk.park(desk.next())

    assert desk.next().visit == line[0]


def test_while_nobody_agreed_the_order_stays(line, asked, desk):
    assert desk.next().visit == line[0]


def test_refused_the_order_stays(line, asked, desk, officer):
    decide_exception(asked, agree=False, by=officer, now=desk.at)

    assert desk.next().visit == line[0]


def test_whoever_asked_cannot_agree(asked, desk):
    with pytest.raises(NeedsSecondPerson):
        decide_exception(asked, agree=True, by=desk.by, now=desk.at)

    asked.refresh_from_db()
    assert asked.agreed_at is None


def test_the_database_refuses_one_person_too(asked, desk):
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderException.objects.update(agreed_by=desk.by, agreed_at=desk.at)


def test_twin_without_the_constraint_one_person_is_enough(asked, desk):
    run_sql("ALTER TABLE records_orderexception DROP CONSTRAINT exception_by_two_people")

    OrderException.objects.update(agreed_by=desk.by, agreed_at=desk.at)

    assert desk.next().why == "exception"


def test_whoever_asked_may_take_it_back(asked, desk):
    taken_back = decide_exception(asked, agree=False, by=desk.by, now=desk.at)

    assert taken_back.refused_at == desk.at


@pytest.mark.parametrize("first", [True, False])
def test_what_was_decided_is_not_decided_again(asked, desk, officer, first):
    decide_exception(asked, agree=first, by=officer, now=desk.at)

    with pytest.raises(AlreadyDecided):
        decide_exception(asked, agree=True, by=officer, now=desk.at)


def test_one_number_has_one_question_open(line, asked, desk, officer):
    with pytest.raises(AlreadyAsked):
        ask_exception(line[2], reason="Sekali lagi", by=officer, now=desk.at)


def test_after_a_refusal_one_may_ask_again(line, asked, desk, officer):
    decide_exception(asked, agree=False, by=officer, now=desk.at)

    again = ask_exception(line[2], reason="Ada surat dokter", by=desk.by, now=desk.at)

    assert again != asked


def test_only_for_somebody_who_waits(line, desk):
    visit = desk.next().visit

    with pytest.raises(NotWaiting):
        ask_exception(visit, reason="Terburu-buru", by=desk.by, now=desk.at)


def test_a_closed_hall_decides_nothing(asked, desk, officer):
    close_hall(asked.visit.office, by=officer, now=desk.at)

    with pytest.raises(HallClosed):
        decide_exception(asked, agree=True, by=officer, now=desk.at)


def test_asking_and_answering_stand_on_the_ledger_without_the_reason(asked, desk, officer):
    decide_exception(asked, agree=True, by=officer, now=desk.at)

    entries = LedgerEntry.objects.filter(deed__startswith="exception_").order_by("pk")
    assert [(entry.deed, entry.actor) for entry in entries] == [
        ("exception_asked", f"account:{desk.by.pk}"),
        ("exception_agreed", f"account:{officer.pk}"),
    ]
    assert "Pesawat" not in str([entry.detail for entry in entries])
