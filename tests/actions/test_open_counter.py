"""Opening a counter: once, on the record."""

import pytest

from antrean.actions.open_counter import open_counter
from antrean.records.models import Counter, LedgerEntry
from tests.factories import LONG_AGO, make_office, make_officer

pytestmark = pytest.mark.django_db


def test_a_counter_is_opened_once_however_often_it_is_asked():
    office = make_office()

    first = open_counter(office=office, number=3, now=LONG_AGO)
    again = open_counter(office=office, number=3, now=LONG_AGO)

    assert again == first
    assert Counter.objects.count() == LedgerEntry.objects.filter(deed="counter_opened").count() == 1


def test_the_ledger_names_who_opened_it():
    office = make_office()
    head = make_officer(office, role="office_head")

    open_counter(office=office, number=1, by=head, now=LONG_AGO)

    assert LedgerEntry.objects.get(deed="counter_opened").actor == f"account:{head.pk}"
