"""Claims on letters: nobody gets what another holds, and a claim runs out by itself."""

from datetime import timedelta

import pytest

from antrean.actions.lease_notices import HOLD, give_back, lease_notices
from antrean.actions.settle_notice import look_again, note_sent
from antrean.actions.write_code_mail import write_code_mail
from antrean.records import clock
from antrean.records.models import Notice
from tests.factories import make_booked, make_cell, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def due():
    office = make_office()
    make_cell(office)
    make_booked(office)
    return Notice.objects.get(kind="appointment_given")


def test_only_what_is_due_is_claimed(due):
    leases = lease_notices(now=clock.now())

    assert [lease.notice_id for lease in leases] == [due.pk]


def test_what_is_claimed_cannot_be_claimed_again(due):
    now = clock.now()
    lease_notices(now=now)

    assert lease_notices(now=now) == []


def test_a_claim_runs_out(due):
    now = clock.now()
    lease_notices(now=now)

    again = lease_notices(now=now + HOLD)

    assert [lease.notice_id for lease in again] == [due.pk]


def test_an_old_claim_is_worth_nothing_once_somebody_else_has_the_letter(due):
    now = clock.now()
    old = lease_notices(now=now)[0]
    lease_notices(now=now + HOLD)

    assert look_again(old, now=now + HOLD) is None


def test_looking_again_renews_the_claim(due):
    now = clock.now()
    lease = lease_notices(now=now)[0]

    look_again(lease, now=now + HOLD / 2)

    assert lease_notices(now=now + HOLD) == []


def test_a_claim_given_back_is_free_at_once_and_counts_as_no_try(due):
    now = clock.now()
    leases = lease_notices(now=now)

    returned = give_back(leases)

    due.refresh_from_db()
    assert returned == 1
    assert due.tries == 0
    assert len(lease_notices(now=now)) == 1


def test_a_letter_that_was_sent_cannot_be_given_back(due):
    now = clock.now()
    leases = lease_notices(now=now)
    note_sent(look_again(leases[0], now=now), now=now)

    assert give_back(leases) == 0


def test_codes_come_before_everything_else(due):
    now = clock.now() + timedelta(minutes=1)
    write_code_mail(
        kind="sign_up_code",
        to_address="siti@contoh.example",
        language="id",
        code="K7M4-9QX2",
        account=None,
        now=now,
    )

    leases = lease_notices(now=now, limit=1)

    assert Notice.objects.get(pk=leases[0].notice_id).kind == "sign_up_code"
