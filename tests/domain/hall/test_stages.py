"""Stages of a visit: which comes next, and which plans make sense."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antrean.domain.hall.stages import (
    DEFAULT_PLAN,
    LETTERS,
    PASSPORT_STAGES,
    SERVICES,
    STAGES,
    NoSuchStage,
    next_stage,
    plan_problem,
    stage_place,
)
from antrean.domain.hall.standing import LINES

plans = st.lists(st.sampled_from(STAGES), unique=True, min_size=1)


def test_a_passport_goes_from_documents_to_photo_to_payment():
    assert next_stage("documents", plan=PASSPORT_STAGES) == "photo"
    assert next_stage("photo", plan=PASSPORT_STAGES) == "payment"


def test_after_the_last_stage_there_is_none():
    assert next_stage("payment", plan=PASSPORT_STAGES) is None


def test_fetching_a_passport_has_one_stage():
    assert DEFAULT_PLAN["collection"] == ("collection",)


def test_every_service_has_a_plan_that_makes_sense():
    assert {service: plan_problem(DEFAULT_PLAN[service]) for service in SERVICES} == dict.fromkeys(
        SERVICES, ""
    )


@given(plans)
def test_walking_a_plan_visits_every_stage_once_and_in_order(plan):
    walked = [plan[0]]
    while following := next_stage(walked[-1], plan=plan):
        walked.append(following)

    assert walked == plan


@given(plans)
def test_each_stage_is_one_further_on_than_the_one_before(plan):
    assert [stage_place(stage, plan=plan) for stage in plan] == list(range(len(plan)))


@pytest.mark.parametrize("ask", [next_stage, stage_place])
def test_a_stage_that_the_plan_does_not_have_is_a_fact(ask):
    with pytest.raises(NoSuchStage):
        ask("collection", plan=PASSPORT_STAGES)


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        ((), "empty"),
        (("documents", "tea"), "unknown"),
        (("documents", "photo", "documents"), "twice"),
        (("photo", "documents"), ""),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_with_the_reason(plan, problem):
    assert plan_problem(plan) == problem


def test_every_line_has_a_letter_of_its_own():
    assert sorted(LETTERS) == sorted(LINES)
    assert len(set(LETTERS.values())) == len(LINES)
