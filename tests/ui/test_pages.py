"""Every page has its frame: language, title, skip link, one heading, help at the same place."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from antrean.ui.pieces import Office, Row, Step, Ticket
from tests.ui.samples import console, samples
from tests.ui.test_fields import Person

PROBLEM = {"title": "Coba lagi nanti", "sentences": ["Terlalu banyak percobaan."]}
ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]


def page(name, **context):
    return render_to_string(name, context, request=RequestFactory().get("/kantor/?kota=tpi"))


def test_a_page_says_its_language_title_and_service():
    html = page("ui/problem.html", **PROBLEM)

    assert '<html lang="id">' in html
    assert "<title>Coba lagi nanti \N{EN DASH} Antrean Paspor</title>" in html


def test_a_page_in_english_says_so():
    with translation.override("en"):
        html = page("ui/problem.html", **PROBLEM)

    assert '<html lang="en">' in html
    assert "Queueing is free" in html
    assert '<button class="bar-link" name="language" value="id" lang="id">' in html


def test_the_language_switch_comes_back_to_the_same_address():
    html = page("ui/problem.html", **PROBLEM)

    assert '<input type="hidden" name="next" value="/kantor/?kota=tpi">' in html


def test_the_title_of_a_page_with_mistakes_begins_with_the_word():
    html = page("ui/problem.html", **PROBLEM, form=Person({}))

    assert "<title>Kesalahan: Coba lagi nanti" in html
    assert html.index("Ada yang perlu diperbaiki") < html.index("<h1>")


def test_the_skip_link_leads_to_the_content():
    html = page("ui/problem.html", **PROBLEM)

    assert '<a class="skip" href="#isi">Langsung ke isi</a>' in html
    assert '<main id="isi"' in html


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_needs_nothing_and_says_what_to_do(name):
    html = render_to_string(name)

    assert html.count("<h1>") == 1
    assert 'class="button" href="/"' in html
    assert "ui/css/site.css" in html


def test_the_gallery_has_one_main_heading_and_no_twin_ids():
    html = page("ui/gallery.html", **samples())

    ids = re.findall(r'\bid="([^"]+)"', html)

    assert html.count("<h1>") == 1
    assert len(ids) == len(set(ids))


def test_a_staff_page_names_the_place_and_where_one_is():
    html = page("ui/gallery/console.html", **console())

    assert "Loket 3" in html
    assert '<a href="#isi" aria-current="page">Loket</a>' in html
    assert "ui/css/staff.css" in html


def test_a_ticket_shows_its_code_in_halves_and_spells_it_for_listeners():
    ticket = Ticket("A-012", [Row("Pemohon", "Siti R.")], "7K4M9QX2", "tujuh, K", "<svg></svg>")

    html = render_to_string("ui/ticket.html", {"ticket": ticket})

    assert '<span aria-hidden="true">7K4M 9QX2</span>' in html
    assert '<span class="unseen">Kode tiket: tujuh, K</span>' in html
    assert '<div class="ticket-qr"><svg></svg></div>' in html


def test_a_ticket_before_its_code_has_no_stub():
    html = render_to_string("ui/ticket.html", {"ticket": Ticket("A-012", [])})

    assert "ticket-stub" not in html


def test_the_words_of_a_row_are_never_markup():
    rows = [Row("Nama", "<b>Siti</b>", "/ubah")]

    html = render_to_string("ui/summary_list.html", {"rows": rows})

    assert "&lt;b&gt;Siti&lt;/b&gt;" in html
    assert 'Ubah<span class="unseen"> Nama</span>' in html


def test_the_current_step_is_said_and_not_only_painted():
    steps = [Step("Keperluan", "done", url="/"), Step("Kantor", "current"), Step("Waktu")]

    html = render_to_string("ui/progress.html", {"steps": steps})

    assert html.count('aria-current="step"') == 1
    assert '<span class="unseen">, selesai</span>' in html


def test_an_office_says_why_it_is_closed():
    office = Office("Kantor Imigrasi Makassar", zone="WITA", closed="Tutup: Hari Raya Natal")

    html = render_to_string("ui/office_card.html", {"office": office})

    assert '<p class="office-closed">Tutup: Hari Raya Natal</p>' in html
