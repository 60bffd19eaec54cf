"""Fills the ticket card: everything somebody needs who has nothing but this sheet."""

from django.utils.translation import gettext as _

from antrean.adapters.qr import qr_svg
from antrean.counter import lists, words
from antrean.domain.ticket import spaced
from antrean.records.models import Appointment
from antrean.ui.pieces import Row, Ticket


def ticket(held: Appointment) -> Ticket:
    """Return the card of a place that is held."""
    code = held.application.ticket_code or ""
    office = held.office
    where = "\n".join(part for part in (office.name, office.address or office.city) if part)
    return Ticket(
        number=words.number(held),
        rows=[
            Row(_("Tempat"), where),
            Row(_("Hari"), words.day(held)),
            Row(_("Datang"), words.arrival(held)),
            Row(_("Rentang"), words.window(held)),
            Row(_("Pemohon"), lists.masked(held.application)),
            Row(_("Keperluan"), words.PURPOSES.get(held.application.purpose, "")),
        ],
        code=code,
        spelled=words.spelled(code),
        qr=qr_svg(code, title=_("Kode QR tiket %(code)s") % {"code": spaced(code)}),
    )
