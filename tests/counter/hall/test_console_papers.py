"""Papers at the counter: ticked line by line; what is missing is printed and mailed."""

import re
from html import unescape

import pytest
from django.test import Client

from antrean.actions.import_offices import import_offices
from antrean.actions.import_requirements import import_requirements
from antrean.records.models import Call, Notice, PaperCheck, Visit
from tests.counter.hall.console_scenes import CONSOLE, now_called, now_served, press_for, sees
from tests.factories import make_office, make_officer, make_shift
from tests.reference import DATA, NOW


@pytest.fixture
def rules(office):
    """The requirements as shipped."""
    import_offices(path=DATA / "offices.csv", now=NOW)
    import_requirements(path=DATA / "requirements.yaml", now=NOW)


@pytest.fixture
def served(desk, rules, shift, waiting):
    return now_served(desk)


def lines_of(page):
    """Return the codes of the lines on the page: all, and those needed only in some cases."""
    return re.findall(r'name="ada" value="([^"]+)"', page), re.findall(
        r'name="perlu" value="([^"]+)"', page
    )


def musts_of(page):
    every, conditional = lines_of(page)
    return [code for code in every if code not in conditional]


def test_the_list_of_the_case_stands_there_once_somebody_is_served(desk, rules, shift, waiting):
    called = now_called(desk)
    before = sees(desk)
    press_for(desk, called, "layanan/")

    assert "Kartu Keluarga" not in before
    assert "Kartu Keluarga" in sees(desk)


def test_without_an_appointment_the_list_of_an_adult_stands_there(desk, rules, shift, walked_in):
    now_served(desk)

    assert "Kartu Keluarga" in sees(desk)


def test_where_no_rule_fits_it_says_so(desk, shift, waiting):
    now_served(desk)

    assert "Tidak ada daftar berkas untuk layanan ini." in sees(desk)


def test_beyond_the_first_stage_no_list_is_shown(desk, served):
    press_for(desk, served, "akhir/")

    now_served(desk)

    assert "Berkas yang dibawa" not in sees(desk)


def test_with_every_line_ticked_the_papers_are_complete_and_the_call_goes_on(desk, served):
    ticked = musts_of(sees(desk))

    page = press_for(desk, served, "berkas/", ada=ticked, hasil="lengkap")

    served.refresh_from_db()
    assert "Berkas lengkap" in page
    assert served.ended_at is None
    assert PaperCheck.objects.get().missing == []


def test_complete_with_a_line_unticked_is_refused_and_the_ticks_stay(desk, served):
    _first, *rest = musts_of(sees(desk))

    answer = desk.post(f"{CONSOLE}panggilan/{served.pk}/berkas/", {"ada": rest, "hasil": "lengkap"})

    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Belum bertanda: 1." in page
    assert page.count(" checked>") == len(rest)
    assert not PaperCheck.objects.exists()


def test_sending_a_list_with_nothing_missing_is_refused(desk, served):
    ticked = musts_of(sees(desk))

    page = press_for(desk, served, "berkas/", ada=ticked, hasil="kurang")

    assert "Tidak ada yang kurang. Tekan Berkas lengkap." in page
    assert not PaperCheck.objects.exists()


def test_with_a_line_unticked_the_sheet_names_it_and_the_place_is_kept(desk, served):
    _first, *rest = musts_of(sees(desk))

    page = press_for(desk, served, "berkas/", ada=rest, hasil="kurang")

    (missing,) = PaperCheck.objects.get().missing
    assert f"<li>{missing}</li>" in page
    assert '<p class="called">A-001</p>' in page
    assert "Tempat Anda disimpan sampai kantor tutup pukul 16.00 WIB." in page
    assert Visit.objects.get().parked_for == "papers"


def test_a_line_asked_for_in_some_cases_is_missing_only_where_it_is_needed(desk, served):
    page = sees(desk)
    _every, conditional = lines_of(page)

    press_for(desk, served, "berkas/", ada=musts_of(page), perlu=[conditional[0]], hasil="kurang")

    assert len(PaperCheck.objects.get().missing) == 1


def test_lines_nobody_asked_about_are_ignored(desk, served):
    ticked = [*musts_of(sees(desk)), "passport_of_the_cat"]

    press_for(desk, served, "berkas/", ada=ticked, hasil="lengkap")

    assert len(PaperCheck.objects.get().present) == len(ticked) - 1


def test_the_list_is_stored_printed_and_mailed_in_the_applicants_language(
    desk, rules, shift, waiting
):
    waiting.language = "en"
    waiting.save()
    served = now_served(desk)
    shown = sees(desk)

    page = press_for(desk, served, "berkas/", hasil="kurang")

    assert "Kartu Keluarga" in shown
    assert "Family card" in "".join(PaperCheck.objects.get().missing)
    assert 'lang="en"' in page
    assert "Your place is kept until the office closes at 16:00 WIB." in page


def test_the_letter_waits_for_the_time_to_undo(desk, served):
    press_for(desk, served, "berkas/", hasil="kurang")

    letter = Notice.objects.get(kind="papers_missing")
    assert letter.state == "pending"


def test_somebody_without_an_address_gets_paper_only(desk, rules, shift, walked_in):
    served = now_served(desk)

    page = press_for(desk, served, "berkas/", hasil="kurang")

    assert "Orang ini tidak punya surel di sini." in page


def test_a_list_for_a_call_that_is_over_changes_nothing(desk, served):
    press_for(desk, served, "parkir/", alasan="other")

    page = press_for(desk, served, "berkas/", hasil="kurang")

    assert "Panggilan itu sudah berakhir" in page
    assert not PaperCheck.objects.exists()


def test_the_sheet_of_another_office_is_not_found(desk, served):
    press_for(desk, served, "berkas/", hasil="kurang")
    elsewhere = make_office("kanim-lain")
    stranger = make_officer(elsewhere)
    make_shift(elsewhere, by=stranger)
    client = Client()
    client.force_login(stranger)

    answer = client.get(f"/loket/kanim-lain/konter/1/berkas/{PaperCheck.objects.get().pk}/")

    assert answer.status_code == 404
    assert Call.objects.get().outcome == "parked"
