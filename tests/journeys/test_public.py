"""What everybody may read before signing in, in both languages."""

import pytest

from tests.journeys.visitor import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "/": "start",
    "/cara-kerja/": "how-it-works",
    "/urutan-panggilan/": "order-of-calling",
    "/kantor/": "offices",
    "/kantor/?cari=Tanjungpinang": "offices-found",
    "/kantor/?provinsi=Kepulauan%20Riau": "offices-of-province",
    "/kantor/kanim-tanjungpinang/": "office-page",
    "/syarat/": "requirements",
    "/syarat/dewasa-baru/": "case",
    "/syarat/anak-ganti/?kantor=kanim-tanjungpinang": "case-at-office",
    "/tanpa-janji/hilang/": "lost",
    "/tanpa-janji/rusak/": "damaged",
    "/tanpa-janji/ambil/": "collection",
    "/tanpa-janji/sakit/": "sick",
    "/bantuan/": "help",
    "/privasi/": "privacy",
    "/aksesibilitas/": "accessibility",
    "/akun/login/": "login",
    "/akun/password/reset/": "reset",
    "/kotak-surat/": "inbox-empty",
}


def looks_at_all(reader):
    for path, name in PAGES.items():
        reader.goes(path)
        reader.looks(name)


@pytest.mark.parametrize("language", ["id", "en"])
def test_public_pages_have_nothing_for_axe_and_fit_a_small_screen(visitor, language):
    reader = visitor(language=language)

    looks_at_all(reader)

    assert reader.complaints == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_wrong_password_is_explained(visitor, language):
    reader = visitor(language=language)

    reader.goes("/akun/login/")
    reader.fills(login="siapa", password="bukan-kata-sandi")
    reader.presses("Sign In")
    reader.looks("login-wrong")

    assert reader.page.title().startswith(reader.reads("Kesalahan:"))
    assert reader.complaints == []


def test_a_page_that_is_not_there_can_be_read_too(visitor):
    lost = visitor()

    lost.goes("/tidak-ada/")

    assert violations(lost.page) == []
    assert "404" in lost.complaints[0]


def test_a_visitor_notices_what_the_policy_forbids_and_what_runs_off_the_screen(visitor):
    reader = visitor()

    reader.goes("/")
    reader.page.evaluate(
        "document.querySelector('main').innerHTML += '<p style=\"width: 900px\">…</p>'"
    )
    reader.page.evaluate("document.querySelector('h1').style.width = '900px'")
    reader.looks()

    said = " ".join(reader.complaints)
    assert "Content Security Policy" in said
    assert "pixels wide on a screen of 320" in said
