"""Staff see that somebody waits for the draw, and of which day; it can be ended like a live one."""

from datetime import UTC, datetime

import pytest

from antrean.actions.take_in import take_in
from antrean.adapters.made_up import made_up_person
from antrean.records import receipts
from antrean.records.models import Application, LiveApplication, Release
from tests.counter.test_helping import HELP, begin, send
from tests.draws import let_draw
from tests.factories import (
    CHANCE,
    make_application,
    make_helped,
    nik_of,
    stand_at,
    submission,
)

MORNING = datetime(2026, 11, 24, 2, tzinfo=UTC)


@pytest.fixture
def scarce(office):
    stand_at(MORNING)
    return let_draw(office)


@pytest.fixture
def person():
    return made_up_person(CHANCE)


@pytest.fixture
def waiting(desk, scarce, person):
    """Somebody whom the office helped, and who waits for the draw since then."""
    application = begin(desk, person)
    send(desk, application)
    application.refresh_from_db()
    return application


def page_of(desk, application):
    return desk.get(f"{HELP}{application.ref}/").content.decode()


def test_sending_says_which_draw_is_waited_for_and_until_when(desk, scarce, person):
    page = send(desk, begin(desk, person)).content.decode()

    assert Application.objects.get().state == "in_draw"
    assert "Menunggu undian Selasa, 24 November 2026." in page
    assert "Ditutup pukul 18.00 WIB." in page
    assert "Tidak ada yang bisa menaikkan peluang, juga petugas tidak." in page


def test_the_sign_can_be_read_aloud_and_nothing_can_be_sent_again(desk, waiting):
    leaf = receipts.read_last(waiting.pk).leaf.hex().upper()

    page = page_of(desk, waiting)

    assert f"{leaf[:4]} {leaf[4:8]} " in page
    assert 'name="key"' not in page


def test_the_code_that_is_written_down_finds_the_application_again(desk, waiting):
    code = waiting.ticket_code
    assert f"{code[:4]} {code[4:]}" in page_of(desk, waiting)

    found = desk.post("/loket/kanim-batam/janji/", {"code": code}, follow=True)

    assert "Menunggu undian Selasa, 24 November 2026." in found.content.decode()


def test_it_is_listed_among_those_who_were_helped_today(desk, waiting):
    page = desk.get(HELP).content.decode()

    assert f'href="{HELP}{waiting.ref}/"' in page
    assert "Menunggu undian" in page


@pytest.mark.parametrize("page", ["tiket/", "pembukaan/", "waktu/", "keperluan/"])
def test_other_pages_of_it_lead_back(desk, waiting, page):
    answer = desk.get(f"{HELP}{waiting.ref}/{page}")

    assert answer.url == f"{HELP}{waiting.ref}/"


def test_the_same_person_is_not_put_into_the_draw_twice(desk, waiting, person):
    page = send(desk, begin(desk, person)).content.decode()

    assert "Terhalang permohonan lain." in page
    assert "/loket/kanim-batam/pelepasan/" in page


def test_what_waits_is_released_where_identity_is_proven(desk, scarce):
    theirs = make_application(scarce)
    take_in([submission(theirs)])
    card = {"nik": nik_of(theirs.applicant), "reason": "Datang dengan KTP asli", "card_seen": "on"}

    page = desk.post("/loket/kanim-batam/pelepasan/", card, follow=True).content.decode()

    assert "Permohonan lama sudah dilepas." in page
    assert Release.objects.get().application == theirs
    assert not LiveApplication.objects.exists()


def test_after_the_release_it_reads_as_ended(desk, waiting, person):
    card = {"nik": person.nik, "reason": "Datang dengan KTP asli", "card_seen": "on"}
    desk.post("/loket/kanim-batam/pelepasan/", card)

    page = page_of(desk, waiting)

    assert "Permohonan ini sudah berakhir." in page
    assert "Menunggu undian" not in page


def leaving(waiting):
    return f"{HELP}{waiting.ref}/penarikan/"


def test_who_asks_for_it_is_taken_out_of_the_draw(desk, waiting):
    assert f'href="{leaving(waiting)}"' in page_of(desk, waiting)
    asked = desk.get(leaving(waiting)).content.decode()

    page = desk.post(leaving(waiting), follow=True).content.decode()

    assert "Hanya atas permintaan orangnya." in asked
    assert "Permohonan sudah ditarik dari undian." in page
    assert "Permohonan ini sudah berakhir." in page
    assert not LiveApplication.objects.exists()


def test_after_the_closing_nobody_is_taken_out_and_the_page_says_so(desk, waiting):
    stand_at(receipts.read_last(waiting.pk).batch.closes_at)

    page = desk.post(leaving(waiting), follow=True).content.decode()

    assert "Tempat yang didapat boleh dikembalikan, tanpa denda." in page
    assert "Jawabannya tampil di halaman ini setelah undian selesai." in page
    assert leaving(waiting) not in page
    assert LiveApplication.objects.exists()


def test_a_draft_has_nothing_to_be_taken_out_of(desk, scarce, person):
    draft = begin(desk, person)

    assert desk.get(leaving(draft)).url == f"{HELP}{draft.ref}/"
    page = desk.post(leaving(draft), follow=True).content.decode()
    assert "Permohonan ini tidak menunggu undian." in page


def test_nobody_moves_where_times_are_drawn_and_the_page_says_so(desk, office):
    stand_at(MORNING)
    helped = make_helped(office)
    let_draw(office)
    code = helped.application.ticket_code

    answer = desk.post(f"/loket/kanim-batam/janji/{code}/waktu/", {"moved_before": 0})

    assert answer.status_code == 422
    assert "Kantor ini mengundi waktunya." in answer.content.decode()
    helped.refresh_from_db()
    assert helped.ended_at is None
