"""Papers and prices are public, and come from dated rows for a case, an office and a day."""

import pytest

from tests.factories import stand_at
from tests.reference import load_all
from tests.web.conftest import MORNING


@pytest.fixture
def reference(db):
    stand_at(MORNING)
    load_all()


def text(client, path):
    return client.get(path).content.decode()


def test_the_chooser_keeps_the_office(client, reference):
    page = text(client, "/syarat/?kantor=kanim-batam")

    assert 'href="/syarat/dewasa-baru/?kantor=kanim-batam"' in page


@pytest.mark.parametrize(
    "case",
    ["dewasa-baru", "dewasa-ganti", "anak-baru", "anak-ganti", "ubah-data", "hilang", "rusak"],
)
def test_every_case_has_its_checklist(client, reference, case):
    page = text(client, f"/syarat/{case}/")

    assert '<ul class="checklist">' in page
    assert "Tidak ada aturan" not in page


def test_alternatives_are_said_as_one_of_several(client, reference):
    assert "Salah satu: akta kelahiran, " in text(client, "/syarat/dewasa-baru/")


def test_a_price_says_since_when_it_holds(client, reference):
    page = text(client, "/syarat/dewasa-baru/")

    assert "Rp650.000" in page
    assert "berlaku sejak 17 Desember 2024" in page


def test_an_earlier_day_has_the_earlier_price(client, reference):
    page = text(client, "/syarat/dewasa-baru/?tanggal=2024-01-15")

    assert "berlaku sejak 12 Oktober 2022" in page


def test_an_office_that_issues_only_electronic_passports_offers_no_other(client, reference):
    page = text(client, "/syarat/dewasa-baru/?kantor=kanim-tanjungpinang")

    assert "Kantor ini hanya menerbitkan paspor elektronik." in page
    assert "nonelektronik" not in page


def test_a_day_that_does_not_exist_is_said_so(client, reference):
    answer = client.get("/syarat/hilang/?tanggal=2026-02-30")

    assert answer.status_code == 422
    assert "Tanggal ini tidak ada" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/syarat/tidak-ada/", "/syarat/hilang/?kantor=nirwana", "/syarat/?kantor=%00"]
)
def test_what_does_not_exist_is_not_found(client, reference, path):
    assert client.get(path).status_code == 404


def test_the_ticket_lists_papers_for_its_own_case_office_and_day(browser, booked):
    load_all()

    page = browser.get(f"/janji/{booked.application.ref}/").content.decode()

    assert "Kartu Keluarga" in page
    assert "Salah satu: akta kelahiran, " in page


def test_a_lost_passport_is_explained_with_its_papers_and_penalty(client, reference):
    page = text(client, "/tanpa-janji/hilang/")

    assert "berita acara pemeriksaan (BAP)" in page
    assert "Denda paspor hilang" in page
    assert "Rp1.000.000" in page


def test_in_general_both_kinds_of_passport_are_offered(client, reference):
    page = text(client, "/syarat/dewasa-baru/")

    assert "nonelektronik" in page
    assert "hanya menerbitkan paspor elektronik" not in page
