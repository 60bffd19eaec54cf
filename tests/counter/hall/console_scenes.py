"""How a counter is worked in the stories: press a form of the page, read the page that follows."""

import re
from datetime import timedelta
from html import unescape

from antrean.records import clock
from antrean.records.models import Call
from tests.factories import make_arrived

CONSOLE = "/loket/kanim-batam/konter/1/"


def arrived(place, *, at=None):
    """Let the holder of a place come: a grown-up without needs, whatever the made-up birth date."""
    visit = make_arrived(place, at=at)
    visit.needs, visit.line = [], "booked"
    visit.save()
    return visit


def sees(desk, where=""):
    """Return the words of one of the counter's pages."""
    return unescape(desk.get(f"{CONSOLE}{where}").content.decode())


def press(desk, where, **sent):
    """Send a form of the counter; return the words of the page that follows."""
    return unescape(desk.post(f"{CONSOLE}{where}", sent, follow=True).content.decode())


def press_next(desk):
    """Press "Panggil berikutnya" on the page as it stands now."""
    shown = re.search(r'name="panggilan" value="(\d*)"', sees(desk))
    return press(desk, "panggilan/", panggilan=shown[1])


def press_for(desk, call, where, **sent):
    """Send a form about a call."""
    return press(desk, f"panggilan/{call.pk}/{where}", **sent)


def press_undo(desk):
    """Press "Urungkan" on the page as it stands now."""
    shown = re.search(r'name="tindakan" value="(\d+)"', sees(desk))
    return press(desk, "urungan/", tindakan=shown[1])


def now_called(desk):
    """Call the next number; return the call."""
    press_next(desk)
    return Call.objects.get(ended_at__isnull=True)


def now_served(desk):
    """Call the next number and begin to serve it; return the call."""
    call = now_called(desk)
    press_for(desk, call, "layanan/")
    call.refresh_from_db()
    return call


def wait(**so_long):
    """Let the service's clock run on."""
    clock.move(timedelta(**so_long))
