"""Says an application's answers in words, for the check page and for changing a time."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from antrean.domain.wishes import PART_NAMES, Wishes, from_json
from antrean.domain.wording import date_in_words, day_in_words, weekday_in_words
from antrean.records import reference
from antrean.records.models import Application
from antrean.ui.pieces import Row, Words
from antrean.web import reader, steps
from antrean.web.forms.person import NEEDS
from antrean.web.forms.purpose import PURPOSES
from antrean.web.forms.times import SHORT_PARTS


def rows(application: Application) -> list[Row]:
    """Return every answer with the link that changes it and leads back to the check page."""
    wishes = from_json(application.wishes)
    needs = [str(NEEDS[need]) for need in application.answers.get("needs", ()) if need in NEEDS]
    person = application.applicant.full_name if application.applicant else ""
    return [
        _row(application, _("Keperluan"), purpose(application), step="purpose"),
        _row(application, _("Yang datang"), person, step="person"),
        _row(application, _("Kebutuhan"), ", ".join(needs) or _("tidak ada"), step="person"),
        _row(application, _("Kantor"), offices(wishes), step="office"),
        _row(application, _("Waktu"), times(wishes), step="times"),
    ]


def purpose(application: Application) -> Words:
    return str(dict(PURPOSES).get(application.purpose, ""))


def offices(wishes: Wishes) -> str:
    """Return the offices in order of preference, a line each."""
    known = reference.known_offices()
    found = [known[code].name for code in wishes.offices if code in known]
    if len(found) == 1:
        return found[0]
    return "\n".join(f"{place}. {name}" for place, name in enumerate(found, start=1))


def times(wishes: Wishes) -> str:
    """Return from when on, and everything that is not possible, a line each."""
    return "\n".join(_times(wishes))


def _times(wishes: Wishes) -> Iterator[str]:
    if wishes.not_before is None:
        yield _("Secepatnya")
    else:
        yield _("Mulai %(day)s") % {"day": _said(wishes.not_before)}
    for weekday in range(7):
        parts = [part for part in PART_NAMES if (weekday, part) in wishes.cannot]
        if parts:
            yield _("Tidak bisa %(day)s") % {"day": _weekday(weekday, parts)}
    if wishes.not_on:
        days = [date_in_words(day, language=reader.language()) for day in sorted(wishes.not_on)]
        yield _("Tidak bisa pada tanggal %(days)s") % {"days": ", ".join(days)}


def _weekday(weekday: int, parts: Sequence[str]) -> str:
    name = weekday_in_words(weekday, language=reader.language())
    if len(parts) == len(PART_NAMES):
        return name
    return f"{name} " + ", ".join(str(SHORT_PARTS[part]) for part in parts)


def _row(application: Application, label: Words, value: Words, *, step: str) -> Row:
    change = f"{steps.address(step, application)}?{steps.FROM_CHECK}"
    return Row(label, value, change_url=change)


def _said(day: date) -> str:
    return day_in_words(day, language=reader.language())
