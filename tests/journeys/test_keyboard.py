"""Without a mouse: everything on the path is reached and pressed with keys alone."""

from datetime import date

import pytest

from antrean.actions import apply
from antrean.domain.wishes import Wishes
from antrean.records import clock, people
from antrean.records.models import Application
from tests.journeys.stage import HOME, holder, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUSED = "document.activeElement"
KEYS_MOST = 40


@pytest.fixture
def siti(place):
    return holder("siti", somebody("Siti Rahmawati", born=date(1991, 4, 21)))


@pytest.fixture
def draft(siti):
    """An application with every answer but the last press."""
    begun = apply.start(account=siti, language="id", now=clock.now())
    apply.answer(begun, purpose="new", had_passport="no", applicant=people.holder(siti), needs=[])
    return apply.wish(begun, wishes=Wishes((HOME,)), start="soon")


@pytest.fixture
def hands(visitor, siti):
    """Siti at a browser, signed in, with her hands on the keys."""
    sitting = visitor()
    sitting.signs_in(siti)
    return sitting


def tabs_to(hands, words):
    """Press Tab until something with these words has the focus."""
    for _ in range(KEYS_MOST):
        hands.page.keyboard.press("Tab")
        if words in hands.page.evaluate(f"{FOCUSED}.innerText || ''"):
            return
    raise AssertionError(f"{KEYS_MOST} keys never reached {words!r}")


def test_the_first_key_leads_past_the_header(hands, draft):
    hands.goes(f"/permohonan/{draft.ref}/periksa/")

    hands.page.keyboard.press("Tab")
    hands.page.keyboard.press("Enter")

    assert hands.page.evaluate(f"{FOCUSED}.id") == "isi"


def test_an_application_is_sent_by_keys_alone(hands, draft):
    hands.goes(f"/permohonan/{draft.ref}/periksa/")

    tabs_to(hands, "Kirim dan dapatkan waktu")
    with hands.page.expect_navigation():
        hands.page.keyboard.press("Enter")

    assert hands.heading() == "Waktu Anda sudah ditetapkan"
    assert Application.objects.get().state == "live"


def test_a_mistake_brings_the_focus_to_the_summary_and_from_there_to_the_field(hands, draft):
    hands.goes(f"/permohonan/{draft.ref}/waktu/")
    hands.page.evaluate("document.querySelectorAll('[name=start]').forEach(one => one.checked = 0)")

    tabs_to(hands, "Lanjut")
    with hands.page.expect_navigation():
        hands.page.keyboard.press("Enter")
    hands.page.wait_for_function(f"{FOCUSED}.className === 'errors'")
    tabs_to(hands, "Pilih secepatnya")
    hands.page.keyboard.press("Enter")

    assert hands.page.evaluate(f"{FOCUSED}.name") == "start"


def test_a_part_of_a_day_is_ruled_out_by_keys_and_the_day_says_so(hands, draft):
    hands.goes(f"/permohonan/{draft.ref}/waktu/")

    tabs_to(hands, "Rabu")
    hands.page.keyboard.press("Enter")
    hands.page.keyboard.press("Tab")
    hands.page.keyboard.press("Space")

    assert "tidak bisa pagi" in hands.page.locator(".day", has_text="Rabu").inner_text()
