"""What anybody may read before they sign in, small enough for a slow line."""

import gzip

import pytest

PAGES = [
    "/",
    "/cara-kerja/",
    "/urutan-panggilan/",
    "/bantuan/",
    "/aksesibilitas/",
    "/privasi/",
    "/syarat/",
    "/kantor/",
    "/tanpa-janji/ambil/",
    "/tanpa-janji/sakit/",
]
FURTHER_PAGE_BYTES_MAX = 4096


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_public_page_needs_no_account_and_speaks_both_languages(client, db, path, language):
    client.cookies["bahasa"] = language

    page = client.get(path)

    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_is_small_on_the_wire(client, db, path):
    page = client.get(path)

    assert len(gzip.compress(page.content)) <= FURTHER_PAGE_BYTES_MAX


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_has_one_heading_and_nothing_inline(client, db, path):
    page = client.get(path).content.decode()

    assert page.count("<h1") == 1
    assert "style=" not in page
    assert "<script>" not in page


def test_the_start_page_has_one_button_and_says_that_queueing_is_free(client, db):
    page = client.get("/").content.decode()

    assert page.count('class="button"') == 1
    assert "Mengantre gratis" in page


@pytest.mark.parametrize(
    "path", ["/saya/", "/permohonan/", "/janji/abc/", "/permohonan/abc/hasil/"]
)
def test_own_pages_ask_to_sign_in_and_lead_back(client, db, path):
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer.url == f"/akun/login/?next={path}"


def test_the_rules_are_told_with_the_numbers_the_deeds_go_by(client, db):
    page = client.get("/cara-kerja/").content.decode()

    assert "paling banyak 2 kali, sampai 2 jam sebelum waktunya" in page
    assert "5 orang lain" in page


@pytest.mark.parametrize("path", ["/tanpa-janji/apa/", "/tanpa-janji/"])
def test_an_explanation_that_is_not_there_is_not_found(client, db, path):
    assert client.get(path).status_code == 404
