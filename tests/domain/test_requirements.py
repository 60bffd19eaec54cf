"""Requirements: which row counts for a person, at an office, on a date."""

from datetime import date, timedelta

import pytest

from antrean.domain.office_facts import Dated
from antrean.domain.requirements import (
    NoApplicantTypeFits,
    in_force,
    requirements,
    rule_at,
    traits,
    years_max,
)
from antrean.domain.rulebook import (
    ApplicantType,
    Case,
    Fee,
    Line,
    OfficeRule,
    PassportType,
    Place,
    Rulebook,
    Threshold,
    ValidityRule,
    Wording,
)

SINCE = date(2022, 9, 29)
TODAY = date(2026, 11, 24)
A_DAY = timedelta(days=1)
TANJUNGPINANG = Place(office="kanim-tanjungpinang", province="Kepulauan Riau")
MALL = Place(office="mpp-tepilaut", parent="kanim-tanjungpinang", province="Kepulauan Riau")


def wording(code: str, **more) -> Wording:
    return Wording(code=code, label_id=f"{code} (id)", label_en=code, valid_from=SINCE, **more)


def book(code: str, years: int, *, electronic: bool, **more) -> PassportType:
    return PassportType(
        code=code,
        label_id=code,
        label_en=code,
        electronic=electronic,
        validity_years=years,
        pages=48,
        bookable=True,
        valid_from=SINCE,
        **more,
    )


def applicant_type(code: str, position: int, criteria, **more) -> ApplicantType:
    return ApplicantType(
        code=code,
        label_id=code,
        label_en=code,
        position=position,
        criteria=criteria,
        valid_from=SINCE,
        working_days_max=4,
        **more,
    )


def validity(code: str, position: int, criteria, *, years=None, until_age=None) -> ValidityRule:
    return ValidityRule(
        code=code,
        position=position,
        criteria=criteria,
        years_max=years,
        until_age=until_age,
        valid_from=SINCE,
    )


RULES = Rulebook(
    thresholds=(Threshold(code="minor_below_age", value=17, valid_from=SINCE),),
    passport_types=(
        book("regular_5y", 5, electronic=False),
        book("regular_10y", 10, electronic=False),
        book("electronic_10y", 10, electronic=True),
        book("migrant", 5, electronic=False, only_for=("worker",)),
    ),
    validity_rules=(
        validity("five", 0, {"minor": True}, years=5),
        validity("ten", 1, {"minor": False}, years=10),
        validity("dual", 2, {"dual_national": True}, until_age=21),
    ),
    fees=(
        Fee(code="regular_5y", amount=350_000, valid_from=SINCE, valid_to=date(2024, 12, 16)),
        Fee(code="regular_10y", amount=350_000, valid_from=SINCE, valid_to=date(2024, 12, 16)),
        Fee(code="regular_10y", amount=650_000, valid_from=date(2024, 12, 17)),
        Fee(code="lost", amount=1_000_000, valid_from=SINCE),
        Fee(code="same_day_surcharge", amount=1_000_000, valid_from=SINCE),
    ),
    documents=tuple(map(wording, ("ktp", "kk", "birth", "diploma", "order", "old", "police"))),
    conditions=(wording("name_changed"), wording("had_passport")),
    document_rules=(wording("copies"),),
    purpose_rules=(wording("no_letter", applies_to=("hajj", "umrah")),),
    applicant_types=(
        applicant_type(
            "adult",
            0,
            {"minor": False, "purpose": ["new", "replacement"]},
            pools=("regular", "same_day"),
            lines=(
                Line(documents=("ktp",)),
                Line(documents=("birth", "diploma")),
                Line(documents=("order",), condition="name_changed"),
                Line(documents=("old",), condition="had_passport"),
                Line(documents=("kk",), optional=True),
            ),
        ),
        applicant_type("child", 1, {"minor": True, "purpose": ["new"]}, pools=("regular",)),
        applicant_type(
            "lost",
            2,
            {"purpose": ["lost"]},
            extends="adult",
            surcharges=("lost",),
            lines=(Line(documents=("police",)),),
        ),
        applicant_type(
            "worker", 3, {"purpose": ["new"], "first_time_worker": True}, extends="adult"
        ),
    ),
    office_rules=(
        OfficeRule(rule="electronic_only", province="Kepulauan Riau", valid_from=date(2025, 5, 1)),
    ),
)


def case(purpose: str = "new", *, born: date = date(1990, 4, 1), **more) -> Case:
    return Case(purpose=purpose, birth_date=born, **more)


def codes(papers) -> list[tuple[str, ...]]:
    return [tuple(document.code for document in paper.documents) for paper in papers]


def asked(of: Case, *, place: Place = TANJUNGPINANG, day: date = date(2024, 1, 8)):
    return requirements(RULES, case=of, place=place, day=day)


def test_an_adult_brings_the_list_of_adults():
    found = asked(case(facts={"name_changed": False}))

    assert found.applicant_type.code == "adult"
    assert codes(found.papers) == [("ktp",), ("birth", "diploma"), ("kk",)]
    assert [paper.optional for paper in found.papers] == [False, False, True]


def test_what_is_not_known_stands_there_with_its_condition():
    papers = asked(case()).papers

    assert [paper.condition.code for paper in papers if paper.condition] == ["name_changed"]


def test_what_is_known_to_be_needed_stands_there_without_a_condition():
    papers = asked(case("replacement", facts={"name_changed": True})).papers

    assert codes(papers) == [("ktp",), ("birth", "diploma"), ("order",), ("old",), ("kk",)]
    assert [paper.condition for paper in papers] == [None] * 5


def test_a_list_that_extends_another_begins_with_it():
    found = asked(case("lost", facts={"name_changed": False}))

    assert codes(found.papers) == [("ktp",), ("birth", "diploma"), ("old",), ("kk",), ("police",)]
    assert [fee.amount for fee in found.surcharges] == [1_000_000]
    assert found.same_day is None


def test_of_two_types_that_fit_the_special_one_counts():
    assert asked(case(first_time_worker=True)).applicant_type.code == "worker"


def test_a_case_that_no_row_describes_is_refused():
    with pytest.raises(NoApplicantTypeFits):
        asked(case("data_change"))


def test_before_the_first_row_nothing_is_known():
    with pytest.raises(NoApplicantTypeFits):
        asked(case(), day=SINCE - A_DAY)


@pytest.mark.parametrize(
    ("day", "minor"),
    [(date(2025, 2, 28), True), (date(2025, 3, 1), False), (date(2028, 2, 29), False)],
)
def test_who_was_born_on_29_february_grows_up_on_1_march(day, minor):
    leapling = case(born=date(2008, 2, 29))

    assert traits(leapling, rulebook=RULES, day=day)["minor"] is minor


def test_who_married_young_is_no_minor():
    young = case(born=date(2010, 6, 1), married=True)

    assert traits(young, rulebook=RULES, day=TODAY)["minor"] is False


def test_a_child_is_offered_books_of_five_years():
    found = asked(case(born=date(2015, 6, 1)))

    assert [offer.passport_type.code for offer in found.offers] == ["regular_5y"]
    assert found.years_max == 5


def test_the_free_book_is_offered_to_first_time_workers_only():
    worker = asked(case(first_time_worker=True))
    other = asked(case())

    assert "migrant" in [offer.passport_type.code for offer in worker.offers]
    assert "migrant" not in [offer.passport_type.code for offer in other.offers]


@pytest.mark.parametrize(
    ("day", "amount"), [(date(2024, 12, 16), 350_000), (date(2024, 12, 17), 650_000)]
)
def test_the_fee_is_that_of_the_day(day, amount):
    offers = asked(case(), day=day).offers

    fees = {offer.passport_type.code: offer.fee for offer in offers}
    assert fees["regular_10y"].amount == amount


def test_a_book_without_a_known_fee_is_offered_without_one():
    offers = asked(case()).offers

    fees = {offer.passport_type.code: offer.fee for offer in offers}
    assert fees["electronic_10y"] is None


@pytest.mark.parametrize(
    ("day", "electronic_only"), [(date(2025, 4, 30), False), (date(2025, 5, 1), True)]
)
@pytest.mark.parametrize("place", [TANJUNGPINANG, MALL])
def test_from_1_may_2025_only_e_passports_are_offered_at_tanjungpinang(place, day, electronic_only):
    found = asked(case(), place=place, day=day)

    assert found.electronic_only is electronic_only
    assert all(offer.passport_type.electronic for offer in found.offers) is electronic_only


def test_journeys_bring_their_own_notes():
    assert [note.code for note in asked(case(journey="hajj")).notes] == ["copies", "no_letter"]
    assert [note.code for note in asked(case()).notes] == ["copies"]


def rule(name: str, *, since: date = SINCE, until: date | None = None, **where) -> OfficeRule:
    return OfficeRule(rule=name, valid_from=since, valid_to=until, **where)


def test_an_offices_own_rule_beats_its_parents_and_its_provinces():
    rules = [
        rule("province", province="Kepulauan Riau", since=date(2025, 9, 1)),
        rule("parent", office="kanim-tanjungpinang", since=date(2025, 5, 1)),
        rule("own", office="mpp-tepilaut"),
    ]

    assert rule_at(rules, place=MALL, day=TODAY) == "own"
    assert rule_at(rules[:2], place=MALL, day=TODAY) == "parent"
    assert rule_at(rules[:1], place=MALL, day=TODAY) == "province"
    assert rule_at([], place=MALL, day=TODAY) is None


def test_of_equal_rules_the_latest_that_holds_counts():
    rules = [
        rule("future", province="Kepulauan Riau", since=TODAY + A_DAY),
        rule("ended", province="Kepulauan Riau", since=date(2026, 1, 1), until=TODAY - A_DAY),
        rule("old", province="Kepulauan Riau"),
        rule("new", province="Kepulauan Riau", since=date(2025, 5, 1)),
    ]

    assert rule_at(rules, place=TANJUNGPINANG, day=TODAY) == "new"


def test_an_office_without_a_parent_takes_no_rule_of_a_province_for_its_parents():
    rules = [rule("elsewhere", province="Riau")]

    assert rule_at(rules, place=TANJUNGPINANG, day=TODAY) is None


@pytest.mark.parametrize(
    ("born", "years"),
    [
        (date(2008, 5, 24), 2),  # 18 years and 6 months
        (date(2008, 11, 24), 3),  # 18 today
        (date(2015, 1, 1), 5),  # a child: the general limit is shorter
        (date(2006, 5, 24), 0),  # 20 and a half: wait for the choice
        (date(2000, 5, 24), 0),
    ],
)
def test_a_dual_nationals_book_ends_by_the_21st_birthday(born, years):
    dual = case(born=born, dual_national=True)

    assert years_max(RULES, case=dual, day=TODAY) == years


def test_who_has_to_wait_for_the_choice_is_offered_nothing():
    found = asked(case(born=date(2006, 5, 24), dual_national=True), day=TODAY)

    assert found.offers == ()


def test_of_rows_with_one_code_the_latest_that_holds_counts():
    rows = [
        Fee(code="a", amount=2, valid_from=date(2024, 12, 17)),
        Fee(code="a", amount=1, valid_from=SINCE),
        Fee(code="b", amount=3, valid_from=TODAY + A_DAY),
    ]

    assert {code: row.amount for code, row in in_force(rows, day=TODAY).items()} == {"a": 2}


def test_a_row_without_an_end_still_holds():
    assert Dated(valid_from=SINCE).valid_to is None
