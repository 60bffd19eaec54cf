"""Whoever waits for the draw reads of which one, until when, and holds what proves it."""

from datetime import date

import pytest

from antrean.actions.cancel import cancel
from antrean.actions.release import release
from antrean.actions.take_in import take_in
from antrean.domain.draw.leaf import leaf_of
from antrean.domain.wishes import PART_NAMES, SINGLE_DAYS_MAX, Wishes
from antrean.records import clock, receipts
from antrean.web import receipt_card
from tests.draws import bring, let_draw
from tests.factories import make_application, make_officer, nik_of, stand_at, submission
from tests.web.paths import step, ticket


@pytest.fixture
def scarce(office):
    """The office draws since long ago."""
    return let_draw(office)


def send(office, account, holder):
    application = make_application(office, account=account, applicant=holder)
    take_in([submission(application)])
    return application


@pytest.fixture
def waiting(scarce, account, holder):
    return send(scarce, account, holder)


def shown(browser, application, page="hasil", **more):
    return browser.get(step(application, page), **more).content.decode()


def let_go(waiting, office):
    person = nik_of(waiting.applicant)
    release(nik=person, office=office, by=make_officer(office), reason="KTP asli", now=clock.now())


def test_the_page_says_which_draw_when_it_closes_and_when_the_answer_comes(browser, waiting):
    page = shown(browser, waiting)

    assert "Permohonan Anda ikut undian" in page
    assert "Selasa, 24 November 2026" in page
    assert "18.00 WIB" in page
    assert "Jawabannya datang malam itu juga" in page


def test_the_closing_hour_is_told_on_the_offices_clock(browser, waiting, office):
    office.timezone = "Asia/Jayapura"
    office.save()

    assert "20.00 WIT" in shown(browser, waiting)


def test_nothing_betters_the_chance_neither_haste_nor_money(browser, waiting):
    page = shown(browser, waiting)

    assert "Waktu Anda mengirim tidak mengubah peluang Anda." in page
    assert "tidak ada orang yang bisa menaikkan peluang Anda." in page


def test_the_sign_stands_in_groups_of_four(browser, waiting):
    leaf = receipts.read_last(waiting.pk).leaf.hex().upper()

    page = shown(browser, waiting)

    assert f"<span>{leaf[:4]}</span><span>{leaf[4:8]}</span>" in page
    assert f"<span>{leaf[-4:]}</span></p>" in page


def test_the_qr_code_carries_what_opens_the_leaf_and_nothing_of_the_person(
    browser, waiting, monkeypatch
):
    drawn = []
    monkeypatch.setattr(receipt_card, "qr_svg", lambda code, **_: drawn.append(code) or "<svg/>")
    shown(browser, waiting)

    carried = receipt_card.json.loads(drawn[0])

    opened = leaf_of(carried["text"].encode(), salt=bytes.fromhex(carried["salt"]))
    assert opened.hex() == carried["leaf"] == receipts.read_last(waiting.pk).leaf.hex()
    assert nik_of(waiting.applicant) not in drawn[0]
    assert waiting.applicant.full_name not in drawn[0]


def test_the_longest_wishes_fit_into_the_qr_code(browser, scarce, account, holder):
    longest = Wishes(
        offices=(scarce.code, "kanim-" + "x" * 26, "kanim-" + "y" * 26),
        cannot=frozenset((weekday, part) for weekday in range(7) for part in PART_NAMES),
        not_on=frozenset(date(2026, 12, 1 + nth) for nth in range(SINGLE_DAYS_MAX)),
        not_before=date(2026, 12, 1),
    )
    application = make_application(scarce, account=account, applicant=holder, wishes=longest)
    take_in([submission(application)])

    assert "<svg" in shown(browser, application)


def test_it_is_english_for_those_who_read_english(browser, waiting):
    browser.cookies["bahasa"] = "en"

    page = shown(browser, waiting)

    assert "Your application is in the draw" in page
    assert "Tuesday, 24 November 2026" in page
    assert "18:00 WIB" in page


def test_my_page_lists_it_and_leads_to_the_receipt(browser, waiting):
    page = browser.get("/saya/").content.decode()

    assert "Menunggu undian" in page
    assert f'href="{step(waiting, "hasil")}"' in page
    assert "Anda belum punya tiket." not in page


@pytest.mark.parametrize("page", ["", "ubah/", "batal/"])
def test_pages_of_a_ticket_lead_back_to_the_receipt_or_do_not_exist(browser, waiting, page):
    answer = browser.get(ticket(waiting, page), follow=True)

    assert answer.status_code in (200, 404, 409)
    assert answer.status_code != 200 or "ikut undian" in answer.content.decode()


def test_nobody_else_sees_it(stranger, waiting):
    assert stranger.get(step(waiting, "hasil")).status_code == 404


def test_a_second_one_for_the_same_person_leads_to_the_receipt(browser, waiting, office):
    second = send(office, waiting.account, waiting.applicant)

    answer = browser.get(step(second, "hasil"))

    assert answer.status_code == 409
    assert "sudah ikut undian" in answer.content.decode()
    assert f'href="{step(waiting, "hasil")}"' in answer.content.decode()


def test_the_check_page_says_so_before_anything_is_sent(browser, waiting, office):
    second = make_application(office, account=waiting.account, applicant=waiting.applicant)
    second.answers = {"had_passport": "no", "needs": [], "start": "soon"}
    second.save()

    answer = browser.get(step(second, "periksa"))

    assert answer.status_code == 409
    assert "sudah ikut undian" in answer.content.decode()
    assert 'name="pass"' not in answer.content.decode()


@pytest.fixture
def answered_for_a_draw(scarce, answered):
    return answered


def test_before_sending_it_is_said_that_the_draw_answers(browser, answered_for_a_draw):
    page = shown(browser, answered_for_a_draw, "periksa")

    assert "Kantor pilihan pertama Anda mengundi waktunya" in page
    assert "Kirim dan ikut undian" in page
    assert "Kirim dan dapatkan waktu" not in page


def test_where_nothing_is_drawn_the_page_before_sending_promises_a_time(browser, answered):
    page = shown(browser, answered, "periksa")

    assert "mengundi" not in page
    assert "Kirim dan dapatkan waktu" in page


def test_one_that_was_ended_at_an_office_says_so_and_keeps_its_receipt(browser, waiting, office):
    let_go(waiting, office)

    page = shown(browser, waiting)

    assert "Permohonan ini sudah diakhiri" in page
    assert "Permohonan ini tidak ikut diundi." in page
    assert receipts.read_last(waiting.pk).leaf.hex().upper()[:4] in page
    assert "Jawabannya datang" not in page
    assert "membuktikan bahwa permohonan Anda ikut" not in page


def test_a_place_is_still_shown_as_a_ticket_once_it_is_over(browser, booked, account):
    cancel(booked.application, by=account, now=clock.now())

    assert browser.get(step(booked.application, "hasil")).url == ticket(booked.application)


def closing_of(waiting):
    return receipts.read_last(waiting.pk).batch


def leave(browser, waiting):
    return browser.post(step(waiting, "penarikan"))


def test_the_receipt_leads_to_the_question_whether_to_leave_the_draw(browser, waiting):
    asked = shown(browser, waiting, "penarikan")

    assert f'href="{step(waiting, "penarikan")}"' in shown(browser, waiting)
    assert "Tarik permohonan ini dari undian?" in asked
    assert "Menarik permohonan boleh sampai undian ditutup, pukul 18.00 WIB." in asked
    assert "Permohonan baru mulai dari awal" in asked


def test_asking_changes_nothing(browser, waiting):
    shown(browser, waiting, "penarikan")

    waiting.refresh_from_db()
    assert waiting.state == "in_draw"


def test_who_leaves_the_draw_reads_that_they_left_it_and_not_that_staff_ended_it(browser, waiting):
    led = leave(browser, waiting)

    page = browser.get(led.url).content.decode()

    assert led.url == step(waiting, "hasil")
    assert "Permohonan ini ditarik dari undian" in page
    assert "Petugas mengakhirinya" not in page
    assert "Tarik permohonan dari undian" not in page


def test_leaving_twice_leads_to_the_same_page(browser, waiting):
    first = leave(browser, waiting)

    assert leave(browser, waiting).url == first.url


def test_the_question_is_over_once_it_was_answered(browser, waiting):
    leave(browser, waiting)

    assert browser.get(step(waiting, "penarikan")).url == step(waiting, "hasil")


def test_nobody_else_can_leave_for_somebody(stranger, waiting):
    assert leave(stranger, waiting).status_code == 404
    waiting.refresh_from_db()
    assert waiting.state == "in_draw"


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_the_closing_it_is_said_that_a_place_won_can_be_given_back(browser, waiting, method):
    stand_at(closing_of(waiting).closes_at)

    answer = getattr(browser, method)(step(waiting, "penarikan"))

    assert answer.status_code == 409
    assert "Undian sudah ditutup" in answer.content.decode()
    assert "boleh Anda kembalikan, tanpa denda" in answer.content.decode()


def test_after_the_closing_no_answer_of_the_same_evening_is_promised_any_more(browser, waiting):
    stand_at(closing_of(waiting).closes_at)
    bring(closing_of(waiting), "closed")

    page = shown(browser, waiting)

    assert "18.00 WIB, dan belum selesai." in page
    assert "Jawabannya datang setelah undian selesai" in page
    assert "malam itu juga" not in page
    assert "Permohonan tidak bisa ditarik lagi." in page
    assert step(waiting, "penarikan") not in page


def test_once_it_is_drawn_the_answer_is_said_to_come_shortly(browser, waiting):
    stand_at(closing_of(waiting).closes_at)
    bring(closing_of(waiting), "drawn")

    page = shown(browser, waiting)

    assert "Undian sudah selesai." in page
    assert "belum selesai" not in page


def test_where_offices_are_chosen_it_is_said_which_of_them_draws_since_when_and_why(
    browser, answered_for_a_draw
):
    page = shown(browser, answered_for_a_draw, "kantor")

    assert "Undian ditutup pukul 18.00 WIB, jawabannya malam itu juga." in page
    assert "Jam Anda mengirim tidak mengubah peluang Anda." in page
    assert "Diundi sejak 2 Januari 2026. Alasannya: Uji" in page
