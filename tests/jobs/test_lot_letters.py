"""Whoever waits for the draw is told of which one, and is told nothing untrue later."""

import re

import pytest

from antrean.actions.release import release
from antrean.actions.take_in import take_in
from antrean.actions.withdraw import withdraw
from antrean.domain import notices
from antrean.records import clock, receipts
from antrean.records.models import Application, Notice
from tests.draws import let_draw, make_batch, make_receipt
from tests.factories import (
    make_account,
    make_application,
    make_officer,
    nik_of,
    submission,
)
from tests.jobs.reading import calendar_of, page_of, pictures_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarce(office):
    """An office in Makassar's zone that draws since long ago."""
    return let_draw(office)


def send(office, **more):
    application = make_application(office, **more)
    take_in([submission(application)])
    return application


@pytest.fixture
def waiting(scarce):
    return send(scarce)


def let_go(waiting, office):
    nik = nik_of(waiting.applicant)
    release(nik=nik, office=office, by=make_officer(office), reason="KTP asli", now=clock.now())


def subjects(post_office):
    return [letter["Subject"] for letter in post_office.received]


def test_the_letter_says_which_draw_when_it_closes_there_and_when_the_answer_comes(
    waiting, post_office, postman
):
    postman.batch()

    [letter] = post_office.received
    for said in (text_of(letter), page_of(letter)):
        assert "Permohonan Anda ikut undian" in said
        assert "Undian ditutup Selasa, 24 November 2026, pukul 19.00 WITA." in said
        assert "Jawabannya datang malam itu juga, lewat e-mail." in said
        assert "Kantor Imigrasi Ujung" in said


def test_it_says_that_haste_and_money_change_nothing(waiting, post_office, postman):
    postman.batch()

    [letter] = post_office.received
    for said in (text_of(letter), page_of(letter)):
        assert "Waktu Anda mengirim tidak mengubah peluang Anda." in said
        assert "tidak ada orang yang bisa menaikkan peluang Anda." in said
        assert "Mengantre gratis, jangan bayar calo." in said


def test_the_whole_sign_stands_in_it_and_the_way_to_the_receipt(
    waiting, post_office, postman, settings
):
    leaf = receipts.read_last(waiting.pk).leaf.hex().upper()
    postman.batch()

    [letter] = post_office.received
    assert leaf in re.sub(r"\s", "", text_of(letter))
    assert leaf in re.sub(r"\s|<br>", "", page_of(letter))
    address = f"{settings.PUBLIC_ADDRESS}/permohonan/{waiting.ref}/hasil/"
    assert f"{address}\n" in text_of(letter)
    assert f'href="{address}"' in page_of(letter)


def test_it_names_nobody_in_full_and_nothing_to_come_with(waiting, post_office, postman):
    postman.batch()

    [letter] = post_office.received
    everything = letter.as_string() + text_of(letter) + page_of(letter)
    assert waiting.applicant.full_name not in everything
    assert nik_of(waiting.applicant) not in everything
    assert pictures_of(letter) == []
    with pytest.raises(IndexError):
        calendar_of(letter)


def test_it_is_english_for_those_who_read_english(scarce, post_office, postman):
    send(scarce, account=make_account(language="en"))

    postman.batch()

    [letter] = post_office.received
    assert text_of(letter).startswith("Your application is in the draw\n")
    assert "The draw closes on Tuesday, 24 November 2026 at 19:00 WITA." in text_of(letter)
    assert "Anda" not in text_of(letter)


def test_of_one_that_was_ended_meanwhile_only_the_end_is_told(
    waiting, scarce, post_office, postman
):
    let_go(waiting, scarce)

    postman.batch()

    assert subjects(post_office) == [
        "Permohonan diakhiri: undian Selasa, 24 November 2026, Kantor Imigrasi Ujung"
    ]
    [letter] = post_office.received
    assert "Permohonan di bawah ini tidak ikut diundi." in text_of(letter)
    assert Notice.objects.get(kind="receipt_given").state == "stale"


def test_without_looking_again_who_was_ended_would_be_told_to_wait(
    waiting, scarce, post_office, postman, monkeypatch
):
    """The twin: the second look sees nothing wrong, and somebody waits for no draw."""
    let_go(waiting, scarce)
    monkeypatch.setattr(notices, "is_stale", lambda *_, **__: False)

    postman.batch()

    assert [subject.split(":")[0] for subject in subjects(post_office)] == [
        "Tanda terima",
        "Permohonan diakhiri",
    ]


def test_who_waits_for_another_draw_by_now_is_not_told_of_the_first(waiting, post_office, postman):
    tomorrow = make_batch(clock.now().date().replace(day=25))
    make_receipt(waiting, batch=tomorrow, age_class=1)

    tally = postman.batch()

    assert tally == {"passed_over": 1}
    assert post_office.received == []


def test_who_does_not_wait_any_more_is_not_told_to_wait(waiting, post_office, postman):
    Application.objects.filter(pk=waiting.pk).update(state="refused")

    assert postman.batch() == {"passed_over": 1}


def test_who_withdrew_is_told_so_and_that_the_list_stays_whole(waiting, post_office, postman):
    withdraw(waiting, by=waiting.account, now=clock.now())
    postman.batch()

    [letter] = post_office.received
    assert letter["Subject"].startswith("Ditarik: undian Selasa, 24 November 2026")
    for said in (text_of(letter), page_of(letter)):
        assert "Permohonan Anda sudah ditarik dari undian" in said
        assert "Tandanya tetap ada di daftar undian, supaya daftar itu utuh." in said
        assert f"/permohonan/{waiting.ref}/hasil/" in said
