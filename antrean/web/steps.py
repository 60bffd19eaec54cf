"""The path of an application: which questions there are, and which one comes next."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antrean.actions.take_in import PURPOSES_BY_APPOINTMENT
from antrean.domain.allocation import pools_for
from antrean.domain.identity import age_on
from antrean.records.models import Application
from antrean.ui.pieces import State, Step, Words

FROM_CHECK = "dari=periksa"
"""The mark in an address of somebody who came from "Periksa jawaban Anda" and goes back there."""


REF = "_ref_"


@dataclass(frozen=True, slots=True)
class Question:
    """One step: its address name, and what it is called in the list of steps."""

    name: str
    label: Words


QUESTIONS = (
    Question("purpose", _("Keperluan")),
    Question("person", _("Pemohon")),
    Question("office", _("Kantor")),
    Question("times", _("Waktu")),
)
CHECK = Question("check", _("Periksa"))


def is_answered(application: Application, name: str) -> bool:
    """Say whether a question has an answer that can be submitted."""
    answers = application.answers
    match name:
        case "purpose":
            by_appointment = application.purpose in PURPOSES_BY_APPOINTMENT
            return by_appointment and ("had_passport" in answers or needs_no_guard(application))
        case "person":
            return application.applicant_id is not None and "needs" in answers
        case "office":
            return bool(application.wishes.get("offices"))
        case _:
            return "start" in answers


def needs_no_guard(application: Application) -> bool:
    """Say whether "new or replacement?" need not be asked: changed data presume a passport."""
    return application.purpose == "data_change"


def next_url(application: Application) -> str:
    """Return the address of the first question without an answer, else of the check page."""
    for question in QUESTIONS:
        if not is_answered(application, question.name):
            return address(question.name, application)
    return address("check", application)


def address(name: str, application: Application) -> str:
    return _address(name).replace(REF, application.ref)


@cache
def _address(name: str) -> str:
    """Return the address of a question with a mark where the reference belongs."""
    return reverse(f"web:{name}", args=[REF])


def progress(application: Application, *, current: str) -> list[Step]:
    """Return the list of steps with the current one marked; answered ones can be opened."""
    return [
        Step(
            question.label,
            state=_state(application, question.name, current=current),
            url=address(question.name, application),
        )
        for question in (*QUESTIONS, CHECK)
    ]


def _state(application: Application, name: str, *, current: str) -> State:
    if name == current:
        return "current"
    return "done" if name != "check" and is_answered(application, name) else "next"


def pools(application: Application, *, now: datetime) -> tuple[str, ...]:
    """Return the pools of seats this applicant may use; open seats alone while nobody is chosen."""
    applicant = application.applicant
    if applicant is None:
        return ("regular",)
    age = age_on(now.date(), birth_date=applicant.birth_date)
    return pools_for(age=age, needs=application.answers.get("needs", ()))
