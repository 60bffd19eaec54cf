"""Writes the letter of a notice: plain text and HTML, with QR code and calendar file."""

from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from antrean.actions.settle_notice import Due
from antrean.actions.write_code_mail import secret_context
from antrean.adapters import cipher
from antrean.adapters.calendar_file import CalendarEntry, calendar_file
from antrean.adapters.qr import qr_png
from antrean.adapters.signing import write_confirmation
from antrean.domain import notices
from antrean.domain.checklist import Checklist
from antrean.domain.draw.receipt import Receipt
from antrean.domain.reminders import DAYS_BEFORE
from antrean.jobs import sayings
from antrean.jobs.checklist import NO_CHECKLIST, Checklists
from antrean.jobs.facts import LotInWords, PlaceInWords, lot_in_words, place_in_words
from antrean.jobs.sayings import Saying
from antrean.records.models import Appointment, Notice

QR_ID = "qr@antrean.invalid"
# Letters are kept for longer than names of routes are, so they hold on to the addresses themselves.
HOME, TICKET, CONFIRMATION = "/", "/janji/{0}/", "/konfirmasi/{0}/"
RESULT = "/permohonan/{0}/hasil/"
SIGN_IN, SIGN_UP, NEW_PASSWORD = "/akun/login/", "/akun/signup/", "/akun/password/reset/"
WITH_A_CALENDAR = frozenset({"appointment_given", "appointment_moved"}) | notices.ABOUT_AN_END


@dataclass(frozen=True, slots=True)
class Link:
    """Where a letter leads to, and what happens there."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a letter says, in the reader's language."""

    saying: Saying
    place: PlaceInWords | None = None
    lot: LotInWords | None = None
    ends: bool = False  # the place is over: no code, no checklist
    code: str = ""
    confirm_url: str = ""
    ticket_url: str = ""
    checklist: Checklist = NO_CHECKLIST
    checklist_title: str = ""
    links: tuple[Link, ...] = field(default=())


def letter(due: Due, *, checklists: Checklists, now: datetime) -> EmailMessage:
    """Write the letter of a notice under the Message-ID and in the language stored with it.

    Raises `cipher.Unreadable` where a code was tampered with.
    """
    notice = due.notice
    with translation.override(notice.language):
        said = contents(due, checklists=checklists, now=now)
        context = {
            "letter": said,
            "language": notice.language,
            "name": settings.SERVICE_NAME,
            "qr": QR_ID,
        }
        message = EmailMessage(policy=SMTP)
        message["Subject"] = said.saying.subject
        message["From"] = settings.DEFAULT_FROM_EMAIL
        message["To"] = notice.to_address
        message["Date"] = format_datetime(now)
        message["Message-ID"] = notice.message_id
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(render_to_string("jobs/letter.txt", context), cte="quoted-printable")
        page = render_to_string("jobs/letter.html", context)
        message.add_alternative(page, subtype="html", cte="quoted-printable")
        if due.appointment is not None:
            _attach(message, notice, due.appointment, said, now=now)
    message["Content-Language"] = notice.language  # last: adding parts takes content headers away
    return message


def contents(due: Due, *, checklists: Checklists, now: datetime) -> Contents:
    """Put together what a letter says, in the language that is switched on."""
    notice, appointment = due.notice, due.appointment
    if notice.kind in notices.WITH_A_CODE:
        return _with_a_code(notice)
    if due.receipt is not None:
        return _about_a_lot(notice, due.receipt)
    if appointment is None:
        return _about_an_account(notice)
    place = place_in_words(appointment, language=notice.language, now=now)
    saying = sayings.about_a_place(notice.kind, place)
    if notice.kind in notices.ABOUT_AN_END:
        again = Link(_("Buat janji baru"), address(HOME))
        return Contents(saying, place, ends=True, links=(again,))
    if notice.kind == notices.PAPERS_MISSING:
        missing = Checklist(papers=tuple(notice.content.get("missing", ())))
        return Contents(saying, place, checklist=missing, checklist_title=_("Yang belum ada:"))
    return Contents(
        saying,
        place,
        confirm_url=_confirm_url(notice, appointment),
        ticket_url=address(TICKET, appointment.application.ref),
        checklist=checklists.of(appointment, language=notice.language),
        checklist_title=_("Yang perlu dibawa:"),
    )


def address(path: str, *parts: str) -> str:
    """Return the full address of a page, as people reach us from outside."""
    return urljoin(settings.PUBLIC_ADDRESS, path.format(*parts))


def _confirm_url(notice: Notice, appointment: Appointment) -> str:
    days = DAYS_BEFORE.get(notice.kind)
    if days is None:
        return ""
    return address(CONFIRMATION, write_confirmation(appointment.pk, days_before=days))


def _with_a_code(notice: Notice) -> Contents:
    code = ""
    if notice.secret is not None:
        code = cipher.decrypt(bytes(notice.secret), context=secret_context(notice.ref))
    saying = sayings.about_a_code(notice.kind, in_time=bool(code), minutes=settings.CODE_MINUTES)
    return Contents(saying, code=code)


def _about_a_lot(notice: Notice, receipt: Receipt) -> Contents:
    application = notice.application
    assert application is not None  # noqa: S101  whatever has a receipt is an application
    lot = lot_in_words(receipt, application, language=notice.language)
    link = Link(_("Buka tanda terima"), address(RESULT, notice.ref))
    return Contents(sayings.about_a_lot(notice.kind, lot), lot=lot, links=(link,))


def _about_an_account(notice: Notice) -> Contents:
    if notice.kind == "account_exists":
        links = [
            Link(_("Masuk"), address(SIGN_IN)),
            Link(_("Minta kata sandi baru"), address(NEW_PASSWORD)),
        ]
    else:
        links = [Link(_("Daftar"), address(SIGN_UP))]
    return Contents(sayings.about_an_account(notice.kind), links=tuple(links))


def _attach(
    message: EmailMessage,
    notice: Notice,
    appointment: Appointment,
    said: Contents,
    *,
    now: datetime,
) -> None:
    code = appointment.application.ticket_code
    if code and not said.ends:
        page = message.get_body(("html",))
        if isinstance(page, EmailMessage):
            page.add_related(
                qr_png(code),
                "image",
                "png",
                disposition="inline",
                cid=f"<{QR_ID}>",
                filename="tiket.png",
            )
    if notice.kind in WITH_A_CALENDAR:
        entry = _calendar_entry(appointment, said, now=now)
        message.add_attachment(
            calendar_file(entry, cancelled=said.ends),
            maintype="text",
            subtype="calendar",
            filename="janji.ics",
            params={"charset": "utf-8", "method": "CANCEL" if said.ends else "PUBLISH"},
        )


def _calendar_entry(appointment: Appointment, said: Contents, *, now: datetime) -> CalendarEntry:
    office, place = appointment.office, said.place
    assert place is not None  # noqa: S101  a letter with a calendar file is about a place
    papers = [f"- {paper}" for paper in said.checklist.papers]
    heading = ["", _("Yang perlu dibawa:")] if papers else []
    return CalendarEntry(
        ref=appointment.application.ref,
        sequence=appointment.sequence + said.ends,
        starts_at=appointment.arrives_at,
        ends_at=appointment.window_ends_at,
        timezone=office.timezone,
        written_at=now,
        summary=_("Janji paspor %(number)s") % {"number": place.number},
        location=f"{office.name}, {place.address}",
        description="\n".join([said.saying.heading, *heading, *papers]),
        url=said.ticket_url,
        point=(float(office.latitude), float(office.longitude)),
    )
