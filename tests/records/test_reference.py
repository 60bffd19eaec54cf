"""Look-ups: offices near and far, and what to bring on real reference data."""

from datetime import date, timedelta

import pytest

from antrean.actions.import_assumptions import import_assumptions
from antrean.actions.import_holidays import import_holidays
from antrean.actions.import_offices import import_offices
from antrean.actions.import_requirements import import_requirements
from antrean.actions.open_calendar import open_calendar
from antrean.domain.rulebook import Case
from antrean.records.models import Cell, Office
from antrean.records.reference import (
    closed_days,
    find_offices,
    nearest_offices,
    offices_in,
    provinces,
    requirements_for,
)
from antrean.records.rulebook import stored_rulebook
from tests.factories import make_office
from tests.reference import DATA, NOW

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
MONDAY = date(2026, 11, 30)
ADULT = Case(purpose="new", birth_date=date(1990, 4, 1))


@pytest.fixture
def offices():
    import_offices(path=DATA / "offices.csv", now=NOW)


@pytest.fixture
def rules(offices):
    import_requirements(path=DATA / "requirements.yaml", now=NOW)


def office(code: str) -> Office:
    return Office.objects.get(code=code)


def test_the_nearest_office_to_bintan_is_tanjungpinang(offices):
    near = nearest_offices(0.95, 104.45, most=3)

    assert near[0].office.city == "Kota Tanjung Pinang"
    assert [each.kilometres for each in near] == sorted(each.kilometres for each in near)
    assert len(near) == 3


def test_offices_are_found_by_any_word_of_city_or_name(offices):
    assert "kanim-batam" in [each.code for each in find_offices("batam")]
    assert "kanim-batam" in [each.code for each in find_offices("KEPULAUAN batam kelas")]
    assert not find_offices("  ")
    assert not find_offices("kota tak ada")


def test_the_sign_for_any_text_finds_nothing_by_itself(offices):
    assert not find_offices("%")


def test_offices_of_a_province_come_by_city(offices):
    cities = [each.city for each in offices_in("Kepulauan Riau")]

    assert cities == sorted(cities)
    assert len(provinces()) == 37


@pytest.mark.parametrize("code", ["kanim-tanjungpinang", "mpp-tepilaut-tanjungpinang"])
def test_at_tanjungpinang_only_e_passports_since_1_may_2025(rules, code):
    first = requirements_for(ADULT, office=office(code), day=date(2025, 5, 1))
    last = requirements_for(ADULT, office=office(code), day=date(2025, 4, 30))

    assert first.electronic_only
    assert not last.electronic_only


def test_today_76_offices_issue_e_passports_only(rules):
    rulebook = stored_rulebook()
    kanims = Office.objects.filter(kind="kanim")

    found = [
        requirements_for(ADULT, office=office, day=TODAY, rulebook=rulebook) for office in kanims
    ]

    assert [each.electronic_only for each in found].count(True) == 76


def test_an_adult_at_tanjungpinang_today(rules):
    found = requirements_for(ADULT, office=office("kanim-tanjungpinang"), day=TODAY)

    prices = {offer.passport_type.code: offer.fee.amount for offer in found.offers}
    first_papers = [[document.label_id for document in paper.documents] for paper in found.papers][
        :3
    ]
    assert prices == {"electronic_5y": 650_000, "electronic_10y": 950_000}
    assert first_papers == [
        ["KTP elektronik", "Surat keterangan pindah ke luar negeri"],
        ["Kartu Keluarga"],
        ["Akta kelahiran", "Akta perkawinan atau buku nikah", "Ijazah", "Surat baptis"],
    ]
    assert found.same_day.amount == 1_000_000


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (Case(purpose="new", birth_date=date(1990, 4, 1)), "adult_new"),
        (Case(purpose="replacement", birth_date=date(1990, 4, 1)), "adult_renewal"),
        (Case(purpose="new", birth_date=date(2015, 4, 1)), "child"),
        (
            Case(purpose="new", birth_date=date(2015, 4, 1), travels_with_parents=False),
            "child_with_other",
        ),
        (Case(purpose="lost", birth_date=date(1990, 4, 1)), "lost"),
        (Case(purpose="lost", birth_date=date(2015, 4, 1)), "child_lost"),
        (
            Case(purpose="lost", birth_date=date(1990, 4, 1), disaster=True),
            "lost_or_damaged_disaster",
        ),
        (Case(purpose="damaged", birth_date=date(1990, 4, 1)), "damaged"),
        (Case(purpose="damaged", birth_date=date(2015, 4, 1)), "child_damaged"),
        (Case(purpose="damaged", birth_date=date(2015, 4, 1), disaster=True), "child_disaster"),
        (Case(purpose="data_change", birth_date=date(1990, 4, 1)), "data_change"),
        (Case(purpose="data_change", birth_date=date(2015, 4, 1)), "child_data_change"),
        (
            Case(purpose="new", birth_date=date(1990, 4, 1), first_time_worker=True),
            "migrant_worker_first",
        ),
        (
            Case(purpose="new", birth_date=date(2008, 5, 24), dual_national=True),
            "dual_national_child",
        ),
    ],
)
def test_every_case_has_its_list(rules, case, code):
    found = requirements_for(case, office=office("kanim-bandung"), day=TODAY)

    assert found.applicant_type.code == code
    assert found.papers != ()
    assert [offer.fee for offer in found.offers if offer.fee is None] == []


def test_a_lost_passport_costs_a_penalty_and_a_disaster_none(rules):
    lost = Case(purpose="lost", birth_date=date(1990, 4, 1))
    flood = Case(purpose="lost", birth_date=date(1990, 4, 1), disaster=True)
    here = office("kanim-bandung")

    penalty = requirements_for(lost, office=here, day=TODAY).surcharges
    none = requirements_for(flood, office=here, day=TODAY).surcharges

    assert [fee.amount for fee in penalty] == [1_000_000]
    assert none == ()


def test_every_day_of_a_fortnight_says_why_it_is_closed():
    here = make_office()
    import_assumptions(path=DATA / "capacity-assumptions.yaml", now=NOW)
    import_holidays(years=[2026])
    open_calendar(now=NOW, from_day=MONDAY, to_day=MONDAY + timedelta(days=25))
    Cell.objects.filter(day=MONDAY).exclude(pool="walk_in").update(taken=130, seats=130)

    found = closed_days(
        here, pools=["regular"], from_day=MONDAY, to_day=date(2026, 12, 28), today=TODAY
    )

    reasons = {day.isoformat(): closed.reason for day, closed in found.items() if closed}
    assert found[MONDAY + timedelta(days=1)] is None
    assert reasons["2026-11-30"] == "full"
    assert reasons["2026-12-05"] == "weekend"
    assert reasons["2026-12-24"] == "holiday"
    assert reasons["2026-12-28"] == "not_open_yet"
    assert found[date(2026, 12, 25)].name_id == "Hari Raya Natal"


def test_a_pool_without_seats_is_not_sold_here():
    here = make_office()
    import_assumptions(path=DATA / "capacity-assumptions.yaml", now=NOW)
    open_calendar(now=NOW, from_day=MONDAY, to_day=MONDAY)

    found = closed_days(here, pools=["same_day"], from_day=MONDAY, to_day=MONDAY, today=TODAY)

    assert found[MONDAY].reason == "not_sold_here"


def test_a_calendar_of_many_offices_is_read_in_a_fixed_number_of_queries(
    offices, django_assert_num_queries
):
    with django_assert_num_queries(7):
        open_calendar(now=NOW, from_day=MONDAY, to_day=MONDAY)
