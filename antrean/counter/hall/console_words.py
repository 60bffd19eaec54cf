"""How stages, reasons, needs and deeds are said at the counters."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from antrean.counter import words
from antrean.domain import wording
from antrean.records.models import CounterDeed, Office, Visit

STAGES = {
    "documents": pgettext_lazy("tahap", "Berkas"),
    "photo": gettext_lazy("Foto dan wawancara"),
    "payment": gettext_lazy("Pembayaran"),
    "collection": gettext_lazy("Pengambilan"),
}
SERVICES = {**words.PURPOSES, "collection": gettext_lazy("Pengambilan paspor")}
NEEDS = {
    **words.NEEDS,
    "elderly": gettext_lazy("Lansia"),
    "child": gettext_lazy("Anak balita"),
}
RESTS = {
    "rest": gettext_lazy("Istirahat"),
    "prayer": gettext_lazy("Salat"),
    "briefing": gettext_lazy("Pengarahan"),
    "fault": gettext_lazy("Alat terganggu"),
    "other": gettext_lazy("Alasan lain"),
}
PARKED = {
    "papers": gettext_lazy("melengkapi berkas"),
    "payment": gettext_lazy("membayar dahulu"),
    "other": gettext_lazy("kembali nanti"),
}
PARKED_AT = {"documents": "papers", "payment": "payment"}
"""Why somebody is most likely set aside at a stage; anywhere else for another reason."""

DEEDS = {
    "next": gettext_lazy("%(number)s dipanggil"),
    "start": gettext_lazy("%(number)s mulai dilayani"),
    "finish": gettext_lazy("%(number)s selesai"),
    "absent": gettext_lazy("%(number)s tidak hadir"),
    "transfer": gettext_lazy("%(number)s dialihkan"),
    "park": gettext_lazy("%(number)s diparkir"),
    "papers": gettext_lazy("%(number)s diparkir karena berkas kurang"),
}


def brief_clock(at: datetime, office: Office) -> str:
    """Return the office's own time without its zone, for staff alone: "09.30"."""
    local = at.astimezone(ZoneInfo(office.timezone)).time()
    return wording.clock(local, language=words.language())


def stopwatch(passed: timedelta) -> str:
    """Return minutes and seconds: "00.42", in English "00:42"."""
    minutes, seconds = divmod(max(0, int(passed.total_seconds())), 60)
    return f"{minutes:02d}{stopwatch_mark()}{seconds:02d}"


def stopwatch_mark() -> str:
    """Return what parts minutes from seconds in the reader's language."""
    return "." if words.language().startswith("id") else ":"


def minutes(passed: timedelta) -> str:
    """Return whole minutes in short: "12 mnt"."""
    return _("%(minutes)d mnt") % {"minutes": max(0, int(passed.total_seconds())) // 60}


def needs(visit: Visit) -> list[str]:
    """Return what somebody needs, in words; what has no words is left out."""
    return [str(NEEDS[need]) for need in visit.needs if need in NEEDS]


def masked(visit: Visit) -> str:
    """Return "Siti R.", or nothing for somebody who came without an appointment."""
    person = visit.appointment.application.applicant if visit.appointment else None
    return wording.masked_name(person.full_name) if person else ""


def promise(visit: Visit) -> str:
    """Return "janji 09.30" where there is an appointment."""
    if visit.arrives_at is None:
        return ""
    return _("janji %(time)s") % {"time": brief_clock(visit.arrives_at, visit.office)}


def deed(done: CounterDeed) -> str:
    """Return what the last key did: "A-011 selesai"."""
    has_call = bool(done.before.get("new_call"))
    name = "finish" if done.name == "next" and not has_call else done.name
    return str(DEEDS[name]) % {"number": done.number}


def why(reason: str, visit: Visit) -> str:
    """Return in words by which part of the published order it is somebody's turn."""
    if reason == "window":
        return promise(visit) or _("sesuai waktu datang")
    if reason == "open":
        is_late = visit.standing == "end"
        return _("di ujung barisan, sesuai waktu datang") if is_late else _("sesuai waktu datang")
    if reason == "early":
        return _("lebih awal dari %(promise)s") % {"promise": promise(visit)}
    return str(WHYS[reason])


WHYS = {
    "exception": gettext_lazy("pengecualian, disetujui dua orang"),
    "family": gettext_lazy("keluarga nomor yang baru dilayani"),
    "further": gettext_lazy("dari tahap sebelumnya"),
    "priority": gettext_lazy("prioritas"),
    "late": gettext_lazy("terlambat, di belakang yang tepat waktu"),
    "waited": gettext_lazy("menunggu lebih dari 60 menit"),
}
