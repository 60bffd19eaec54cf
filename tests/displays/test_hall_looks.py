"""How a screen looks at a hall: one consistent picture, the service's time, and little weight."""

import json

import pytest

from antrean.actions.hall.call_next import call_next
from antrean.records import clock
from antrean.records.hall import screen as screens
from antrean.records.models import HallEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(client, office):
    return lambda: client.get(f"/layar/{office.code}/keadaan/")


@pytest.fixture
def called_while_looking(shift, people, monkeypatch):
    """A number is called after the events were read and before the look is over."""
    fold = screens.fold

    def slow(events):
        shown = fold(events)
        call_next(shift, by=shift.account, now=clock.now())
        return shown

    monkeypatch.setattr(screens, "fold", slow)


def test_what_is_told_during_a_look_still_comes_by_the_stream(look, called_while_looking):
    seen = json.loads(look().content)

    assert seen["calls"] == []
    assert seen["version"] < HallEvent.objects.get(kind="call").pk


def test_a_look_tells_the_services_time_also_where_nothing_changed(client, office, look):
    tag = look()["ETag"]

    again = client.get(f"/layar/{office.code}/keadaan/", headers={"if-none-match": f"W/{tag}"})

    assert again.status_code == 304
    assert abs(int(again["Antrean-Now"]) / 1000 - clock.now().timestamp()) < 60


def test_a_look_names_the_day_so_that_a_new_one_begins_on_a_new_page(look, client, office):
    day = json.loads(look().content)["day"]

    assert f'data-day="{day}"' in client.get(f"/layar/{office.code}/").content.decode()


def test_the_page_is_refreshed_only_for_whoever_asked_for_it(client, office):
    plain = client.get(f"/layar/{office.code}/")
    asked = client.get(f"/layar/{office.code}/?segarkan=1")

    assert "Refresh" not in plain
    assert asked["Refresh"] == "30"


def test_a_number_above_999_is_drawn_smaller_and_whole(client, office, shift, people):
    people[0].queue_number = 1000
    people[0].save(update_fields=["queue_number"])

    call_next(shift, by=shift.account, now=clock.now())
    page = client.get(f"/layar/{office.code}/").content.decode()

    assert 'class="hall-call hall-long"' in page
    assert ">W-1000<" in page
