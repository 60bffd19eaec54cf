"""Says what follows from an absence, by the published rule."""

from django.utils.translation import gettext as _

from antrean.domain.wording import date_in_words
from antrean.records import absences, clock
from antrean.records.lookups import local_day
from antrean.records.models import Absence, Application
from antrean.web import reader


def sentences(application: Application, noted: Absence) -> list[str]:
    """Return what this absence means for the next application, in whole sentences."""
    if noted.excused:
        return [_("Ketidakhadiran ini dimaafkan dan tidak dihitung.")]
    said = [
        _("Anda boleh mengajukan permohonan baru sekarang."),
        _("Di kantor yang diundi, permohonan berikutnya mulai dari kelas umur terendah."),
    ]
    person = application.applicant
    if person is None:
        return said
    today = local_day(noted.appointment.office, now=clock.now())
    until = absences.pauses([bytes(person.nik_hash)], today=today).get(bytes(person.nik_hash))
    if until is None:
        return said
    when = date_in_words(until, language=reader.language())
    return [
        _("Ini ketidakhadiran kedua dalam 12 bulan."),
        _("Waktu baru bisa diberikan mulai %(day)s.") % {"day": when},
    ]
