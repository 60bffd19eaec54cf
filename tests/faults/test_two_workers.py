"""Two workers at the same time send every letter once."""

from collections import Counter
from threading import Event

import pytest
from django.db import connections

from antrean.actions.lease_notices import Lease
from antrean.jobs import mailing
from antrean.jobs.mailing import Postman
from antrean.records.models import Notice

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_workers(places, post_office):
    """Run one worker; while its first letter is at the server, another one does all it can."""

    def work():
        first, second = (
            Postman(post_office.address, luck=lambda: 0.5, stopping=Event()) for _ in range(2)
        )
        post_office.before_answering["DATA"] = lambda: let_work(second, post_office)
        first.batch()
        return Counter(post_office.message_ids)

    return work


def let_work(postman, post_office):
    post_office.before_answering.clear()
    try:
        postman.batch()
    finally:
        connections.close_all()


def lease_without_claiming(*, now):
    due = Notice.objects.filter(state="pending", due_at__lte=now).order_by("pk")
    return [Lease(notice.pk, notice.leased_until_at) for notice in due]


def test_what_one_worker_has_claimed_the_other_leaves_alone(places, two_workers):
    times = two_workers()

    assert len(times) == len(places)
    assert set(times.values()) == {1}


def test_without_claims_both_would_send_the_same_letter(places, two_workers, monkeypatch):
    """The twin: two workers that only look find the same letters."""
    monkeypatch.setattr(mailing, "lease_notices", lease_without_claiming)

    times = two_workers()

    assert max(times.values()) == 2
