"""A batch that breaks: everybody is answered, and nobody suffers from a neighbour."""

import pytest
from django.db import OperationalError

from antrean.actions.settling import Outcome
from antrean.adapters.signing import Pass
from antrean.live import settle as settle_module
from antrean.live.settle import settle
from antrean.records import clock
from tests.factories import make_application, make_cell, make_office

pytestmark = pytest.mark.django_db(transaction=True)


def leave(application):
    expires_at = int(clock.now().timestamp()) + 60
    return Pass(application.pk, application.version, application.key, expires_at, "id")


@pytest.fixture
def two_leaves():
    office = make_office()
    make_cell(office)
    return [leave(make_application(office)) for _ in range(2)]


def test_a_batch_that_breaks_is_settled_one_by_one(two_leaves, monkeypatch):
    take_in, broken = settle_module.take_in, two_leaves[0]

    def break_for_one(submissions):
        if any(each.application_id == broken.application_id for each in submissions):
            raise ValueError("this one cannot be read")
        return take_in(submissions)

    monkeypatch.setattr(settle_module, "take_in", break_for_one)

    outcomes = settle(two_leaves)

    assert [each.kind for each in outcomes] == ["busy", "given"]


def test_a_database_that_is_gone_makes_everybody_busy(two_leaves, monkeypatch):
    def gone(submissions):
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(settle_module, "take_in", gone)

    assert settle(two_leaves) == [Outcome("busy"), Outcome("busy")]
