"""What a shift came to: numbers for the officer, on the screen and on paper."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from antrean.counter import desk as desks
from antrean.counter.hall import console_words as words
from antrean.counter.hall.console_gate import Place, at_counter
from antrean.counter.words import language
from antrean.domain import wording
from antrean.records.hall import counters
from antrean.records.hall.shifts import ShiftReport, report_of
from antrean.records.models import Office, Shift
from antrean.ui.pieces import Row


@at_counter
def summary(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the latest shift of this person at this counter; without one it does not exist."""
    shift = counters.last_shift_at(place.counter, by=place.desk.by)
    if shift is None:
        raise Http404
    report = report_of(shift, now=place.desk.now)
    return desks.page(
        request,
        place.desk,
        "hall/console_summary.html",
        counter=place.counter,
        shift=shift,
        figures=_figures(report),
        rows=_times(report, shift, place.desk.office),
        pauses=_pauses(report, place.desk.office),
        console_url=place.url(),
        counters_url=place.desk.url("counters"),
    )


def _figures(report: ShiftReport) -> list[tuple[str, int]]:
    return [
        (_("Selesai dilayani"), report.served),
        (_("Tidak hadir"), report.absent),
        (_("Dialihkan"), report.transferred),
        (_("Diparkir"), report.parked),
        (_("Panggilan"), report.calls),
    ]


def _times(report: ShiftReport, shift: Shift, office: Office) -> list[Row]:
    stages = [str(words.STAGES[stage]) for stage in shift.stages or shift.counter.stages]
    hours = words.brief_clock(shift.opened_at, office)
    if shift.closed_at:
        hours += f"{wording.DASH}{words.brief_clock(shift.closed_at, office)}"
    else:
        hours = _("sejak %(time)s, masih buka") % {"time": hours}
    return [
        Row(_("Tahap"), ", ".join(stages) or _("Semua tahap")),
        Row(_("Buka"), hours),
        Row(_("Panggilan pertama"), _clock(report.first_at, office)),
        Row(_("Kegiatan terakhir"), _clock(report.last_at, office)),
        Row(_("Rata-rata per orang"), _minutes(report.mean_minutes)),
        Row(_("Nilai tengah per orang"), _minutes(report.median_minutes)),
    ]


def _pauses(report: ShiftReport, office: Office) -> list[str]:
    said = []
    for each in report.pauses:
        ends = words.brief_clock(each.until_at, office) if each.until_at else _("sekarang")
        starts = words.brief_clock(each.from_at, office)
        said.append(f"{words.RESTS[each.reason]}, {starts}{wording.DASH}{ends}")
    return said


def _clock(at: datetime | None, office: Office) -> str:
    return words.brief_clock(at, office) if at else _("belum ada")


def _minutes(minutes: float | None) -> str:
    if minutes is None:
        return _("belum ada")
    said = f"{minutes:.1f}"
    if language().startswith("id"):
        said = said.replace(".", ",")
    return _("%(minutes)s menit") % {"minutes": said}
