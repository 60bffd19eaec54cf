"""What the tables of offices and rules refuse, whoever writes."""

from datetime import date, time

import pytest
from django.db import IntegrityError, connection
from django.db.models import F

from antrean.records.models import (
    Capacity,
    Cell,
    Closure,
    Fee,
    Office,
    OfficeRule,
    OpeningHours,
    PoolShare,
)
from tests.factories import make_cell, make_office

pytestmark = pytest.mark.django_db

SINCE = date(2026, 1, 1)
SAID = {"basis": "published", "source": "test", "valid_from": SINCE}


@pytest.fixture
def office():
    return make_office()


def refused(guard: str):
    return pytest.raises(IntegrityError, match=guard)


def test_a_cell_never_holds_more_people_than_seats(office):
    cell = make_cell(office, seats=1)

    with refused("cell_taken_within_seats"):
        Cell.objects.filter(pk=cell.pk).update(taken=2)


def test_without_its_guard_a_cell_is_oversold(office):
    cell = make_cell(office, seats=1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE records_cell DROP CONSTRAINT cell_taken_within_seats")

    Cell.objects.filter(pk=cell.pk).update(taken=F("seats") + 1)

    assert Cell.objects.filter(taken__gt=F("seats")).count() == 1


def test_a_cell_never_has_people_less_than_none(office):
    cell = make_cell(office)

    with pytest.raises(IntegrityError):
        Cell.objects.filter(pk=cell.pk).update(taken=-1)


def test_one_band_of_one_pool_has_one_cell(office):
    make_cell(office)

    with refused("cell_once"):
        make_cell(office)


def test_a_day_is_closed_once_for_the_nation(db):
    closed = {"day": SINCE, "kind": "holiday", "name_id": "a", "name_en": "a", "source": "test"}
    Closure.objects.create(office=None, **closed)

    with refused("closure_once"):
        Closure.objects.create(office=None, **closed)


def test_a_general_share_stands_once(db):
    PoolShare.objects.create(office=None, pool="regular", percent=80, **SAID)

    with refused("pool_share_once"):
        PoolShare.objects.create(office=None, pool="regular", percent=70, **SAID)


def test_an_assumed_capacity_is_booths_times_people(office):
    assumed = {**SAID, "basis": "assumption"}

    with refused("capacity_assumed_from_booths"):
        Capacity.objects.create(office=office, seats_per_day=99, booths=2, per_booth=65, **assumed)


def test_an_assumed_capacity_without_booths_is_refused(office):
    assumed = {**SAID, "basis": "assumption"}

    with refused("capacity_assumed_from_booths"):
        Capacity.objects.create(office=office, seats_per_day=99, **assumed)


def test_an_office_has_one_of_three_zones(office):
    with refused("office_zone_known"):
        Office.objects.update(timezone="Asia/Tokyo")


def test_an_immigration_office_is_not_run_by_another(office):
    with refused("office_kanim_has_no_parent"):
        Office.objects.update(parent=office)


def test_an_office_closes_after_it_opens(office):
    with refused("opening_hours_open_before_close"):
        OpeningHours.objects.create(
            office=office, weekday=0, opens=time(15), closes=time(8), **SAID
        )


def test_a_break_lies_within_the_hours(office):
    with refused("opening_hours_break_inside"):
        OpeningHours.objects.create(
            office=office,
            weekday=0,
            opens=time(8),
            closes=time(15),
            break_starts=time(14),
            break_ends=time(16),
            **SAID,
        )


def test_a_rule_does_not_end_before_it_begins(db):
    with refused("fee_end_after_start"):
        Fee.objects.create(
            item="a", amount=1, evidence="news", valid_from=SINCE, valid_to=date(2025, 1, 1)
        )


@pytest.mark.parametrize("province", ["", "Aceh"])
def test_a_rule_is_of_an_office_or_of_a_province(office, province):
    place = None if province == "" else office

    with refused("officerule_office_or_province"):
        OfficeRule.objects.create(
            rule="electronic_only",
            office=place,
            province=province,
            evidence="news",
            valid_from=SINCE,
        )
