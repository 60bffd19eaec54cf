"""What was written down for a helped person, as rows to check."""

from django.utils.translation import gettext as _

from antrean.counter import words
from antrean.counter.desk import Desk
from antrean.counter.wish_form import SHORT_PARTS
from antrean.domain import ticket, wording
from antrean.domain.wishes import Wishes, from_json
from antrean.records import receipts
from antrean.records.models import Application
from antrean.ui.pieces import Row


def answers(application: Application, desk: Desk) -> list[Row]:
    """Return the answers; while nothing is sent each leads back to its page."""
    change = application.state == "draft"
    purpose_url = desk.url("purpose", ref=application.ref) if change else ""
    times_url = desk.url("times", ref=application.ref) if change else ""
    wishes = from_json(application.wishes)
    needs = ", ".join(words.needs(application.answers)) or _("Tidak ada")
    rows = [
        Row(_("Keperluan"), words.PURPOSES.get(application.purpose, ""), purpose_url),
        Row(_("Kebutuhan khusus"), needs, purpose_url),
        Row(_("Kantor"), desk.office.name),
        Row(_("Paling cepat"), _not_before(wishes), times_url),
        Row(_("Tidak bisa"), _cannot(wishes), times_url),
    ]
    return _person(application) + rows


def draw(application: Application, desk: Desk) -> dict[str, str | bool]:
    """Return which draw somebody waits for, when it closes here, their code and their sign.

    `open` = it has not closed yet.
    """
    receipt = receipts.read_last(application.pk) if application.state == "in_draw" else None
    if receipt is None:
        return {}
    batch, language = receipt.batch, words.language()
    return {
        "day": wording.day_in_words(batch.day, language=language),
        "closes": wording.clock_in_words(
            batch.closes_at, timezone=desk.office.timezone, language=language
        ),
        "open": desk.now < batch.closes_at,
        "code": ticket.spaced(application.ticket_code or ""),
        "sign": wording.grouped_code(receipt.leaf.hex().upper()),
    }


def _person(application: Application) -> list[Row]:
    applicant = application.applicant
    if applicant is None:
        return []
    born = wording.date_in_words(applicant.birth_date, language=words.language())
    return [Row(_("Nama"), wording.masked_name(applicant.full_name)), Row(_("Lahir"), born)]


def _not_before(wishes: Wishes) -> str:
    if wishes.not_before is None:
        return _("Secepatnya")
    return wording.day_in_words(wishes.not_before, language=words.language())


def _cannot(wishes: Wishes) -> str:
    """Return one line for each weekday that is ruled out in part or whole."""
    lines = []
    for weekday in sorted({weekday for weekday, _part in wishes.cannot}):
        parts = [str(SHORT_PARTS[part]) for part in SHORT_PARTS if (weekday, part) in wishes.cannot]
        name = wording.weekday_in_words(weekday, language=words.language())
        lines.append(f"{name}: {', '.join(parts)}")
    return "\n".join(lines) or _("Bisa kapan saja")
