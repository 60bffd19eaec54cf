"""A desk near by, and a hall that is told things, as a counter in another process would."""

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from antrean.actions.hall.hall_state import announce
from antrean.live import app
from antrean.records import clock
from tests.factories import make_office, make_officer
from tests.live.near_desk import NearDesk


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def say_now(office):
    """Tell the hall something."""
    head = make_officer(office, role="office_head")

    def said(*keys):
        for key in keys:
            announce(office, key=key, by=head, now=clock.now())
        connection.close()

    return said


@pytest.fixture
def say(say_now):
    """The same, for a story that must not wait."""
    return sync_to_async(say_now)


@pytest.fixture
def near_desk(monkeypatch):
    """Let the live app of this process settle within it."""
    monkeypatch.setattr(app, "Desk", NearDesk)
