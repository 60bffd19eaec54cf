"""Kiosks and screens: a key that works until it is taken down, and alerts that somebody sees to."""

import hashlib

import pytest

from antrean.actions.hall.alerts import end_alert, end_alerts_of, raise_alert
from antrean.actions.hall.devices import NameTaken, put_up, take_down
from antrean.records import access
from antrean.records.models import Device, HallAlert, LedgerEntry
from tests.factories import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def put(office, officer, morning):
    """The kiosk at the door and its key."""
    return put_up(office=office, kind="kiosk", name="Pintu", by=officer, now=morning)


@pytest.fixture
def kiosk(put):
    return put[0]


def test_the_key_opens_the_door_of_this_device_alone(put):
    device, key = put

    assert access.device(key, kind="kiosk") == device
    assert access.device(key, kind="display") is None
    assert access.device(f"{key}x", kind="kiosk") is None


def test_the_key_is_stored_nowhere_but_as_a_hash(put):
    _device, key = put

    stored = Device.objects.values().get()
    assert bytes(stored["key_hash"]) == hashlib.sha256(key.encode()).digest()
    assert key not in str(stored)


def test_two_devices_have_two_keys(put, office, officer, morning):
    _device, key = put_up(office=office, kind="display", name="Layar", by=officer, now=morning)

    assert key != put[1]


def test_taken_down_the_key_opens_nothing(put, officer, morning):
    take_down(put[0], by=officer, now=morning)

    assert access.device(put[1], kind="kiosk") is None


def test_taken_down_twice_is_told_once(kiosk, officer, morning):
    take_down(kiosk, by=officer, now=morning)
    take_down(kiosk, by=officer, now=morning)

    assert LedgerEntry.objects.filter(deed="device_taken_down").count() == 1


def test_putting_up_stands_on_the_ledger_without_the_key(put, officer):
    entry = LedgerEntry.objects.get(deed="device_put_up")

    assert (entry.subject, entry.actor) == (f"device:{put[0].pk}", f"account:{officer.pk}")
    assert put[1] not in str(entry.detail)


def test_a_name_is_used_once_in_an_office(put, office, officer, morning):
    with pytest.raises(NameTaken):
        put_up(office=office, kind="display", name="Pintu", by=officer, now=morning)

    assert Device.objects.count() == 1


def test_a_name_may_be_used_at_another_office(put, officer, morning):
    elsewhere = make_office("kanim-lain")

    device, _key = put_up(office=elsewhere, kind="kiosk", name="Pintu", by=officer, now=morning)

    assert device.office == elsewhere


def test_a_name_is_free_again_once_its_device_is_down(kiosk, office, officer, morning):
    take_down(kiosk, by=officer, now=morning)

    again, _key = put_up(office=office, kind="kiosk", name="Pintu", by=officer, now=morning)

    assert again != kiosk


def test_one_alert_of_a_kind_stays_open_for_a_device(kiosk, morning):
    first = raise_alert(device=kiosk, kind="paper", now=morning)

    assert raise_alert(device=kiosk, kind="paper", now=morning) == first


def test_alerts_of_two_kinds_stand_side_by_side(kiosk, morning):
    raise_alert(device=kiosk, kind="paper", now=morning)
    raise_alert(device=kiosk, kind="help", now=morning)

    assert HallAlert.objects.filter(ended_at__isnull=True).count() == 2


def test_seen_to_it_says_by_whom_and_stays_so(kiosk, office, officer, receptionist, desk):
    alert = raise_alert(device=kiosk, kind="paper", now=desk.at)
    end_alert(alert, by=officer, now=desk.at)

    end_alert(alert, by=receptionist, now=desk.wait(minutes=1))

    alert.refresh_from_db()
    assert alert.ended_by == officer


def test_a_device_that_works_again_ends_its_alert(kiosk, morning):
    raise_alert(device=kiosk, kind="paper", now=morning)
    help_wanted = raise_alert(device=kiosk, kind="help", now=morning)

    end_alerts_of(kiosk, kind="paper", now=morning)

    assert HallAlert.objects.get(ended_at__isnull=True) == help_wanted


def test_what_was_seen_to_may_be_raised_again(kiosk, officer, morning):
    first = raise_alert(device=kiosk, kind="paper", now=morning)
    end_alert(first, by=officer, now=morning)

    assert raise_alert(device=kiosk, kind="paper", now=morning) != first
