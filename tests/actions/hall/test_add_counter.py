"""Opening a counter: once, on the record."""

import pytest

from antrean.actions.hall.add_counter import add_counter
from antrean.records.models import Counter, LedgerEntry
from tests.factories import LONG_AGO, make_office, make_officer

pytestmark = pytest.mark.django_db


def test_a_counter_is_opened_once_however_often_it_is_asked():
    office = make_office()

    first = add_counter(office=office, number=3, now=LONG_AGO)
    again = add_counter(office=office, number=3, now=LONG_AGO)

    assert again == first
    assert Counter.objects.count() == LedgerEntry.objects.filter(deed="counter_added").count() == 1


def test_the_ledger_names_who_opened_it():
    office = make_office()
    head = make_officer(office, role="office_head")

    add_counter(office=office, number=1, by=head, now=LONG_AGO)

    assert LedgerEntry.objects.get(deed="counter_added").actor == f"account:{head.pk}"
