"""Where an office draws: it says so where it is chosen, and whoever waits may leave the draw."""

from datetime import date

import pytest

from antrean.actions import apply
from antrean.actions.take_in import take_in
from antrean.domain.wishes import Wishes
from antrean.records import clock, people
from antrean.records.models import Office
from tests.draws import let_draw
from tests.factories import make_application, submission
from tests.journeys.stage import HOME, holder, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


@pytest.fixture
def scarce(place):
    return let_draw(Office.objects.get(code=HOME))


@pytest.fixture
def siti(scarce, language):
    person = somebody("Siti Rahmawati", born=date(1991, 4, 21))
    return holder("siti", person, language=language)


@LANGUAGES
def test_whoever_waits_for_the_draw_may_leave_it(phone, siti, scarce, language):
    waiting = make_application(scarce, account=siti, applicant=people.holder(siti))
    take_in([submission(waiting)])

    phone.goes(f"/permohonan/{waiting.ref}/hasil/")
    phone.looks("in-draw")
    phone.follows("Tarik permohonan dari undian")
    phone.looks("withdrawing")
    phone.presses("Tarik dari undian")
    phone.looks("withdrawn")

    waiting.refresh_from_db()
    assert waiting.state == "ended"
    assert phone.complaints == []


@LANGUAGES
def test_where_an_office_is_chosen_it_is_said_that_it_draws(phone, siti, scarce, language):
    draft = apply.start(account=siti, language=language, now=clock.now())
    draft = apply.answer(
        draft, purpose="new", had_passport="no", needs=[], applicant=people.holder(siti)
    )
    draft = apply.wish(draft, wishes=Wishes((scarce.code,)))

    for path, name in (
        (f"/permohonan/{draft.ref}/kantor/", "office-drawn"),
        (f"/kantor/{scarce.code}/", "office-page-drawn"),
        ("/kantor/?cari=Tanjungpinang", "offices-drawn"),
    ):
        phone.goes(path)
        phone.looks(name)

    assert phone.complaints == []
