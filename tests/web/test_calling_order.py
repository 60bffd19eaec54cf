"""The page about the order of calling says what the rule does: the same numbers, the same turns."""

from dataclasses import replace

import pytest
from django.utils import translation

from antrean.domain.hall import order
from antrean.domain.hall.holding import SLOW, SLOW_NEEDS
from antrean.web import calling_order


@pytest.fixture
def page(client, db):
    return client.get("/urutan-panggilan/").content.decode()


def turns():
    return [(turn.number, turn.why) for turn in calling_order.example()]


@pytest.mark.parametrize(
    "sentence",
    [
        "Setelah 2 panggilan prioritas berturut-turut, satu orang lain dipanggil.",
        "Yang menunggu 60 menit dipanggil setelah paling banyak 4 orang dengan janji.",
        "orang berumur 60 tahun ke atas, anak di bawah 5 tahun",
        "Terlambat sampai 30 menit setelah rentang berakhir",
        "sedikitnya 2 kali dan ditunggu sedikitnya 60 detik",
        "3 kali dan 120 detik",
        "Kedua kali dalam 12 bulan: Anda tidak mendapat waktu baru selama 30 hari.",
    ],
)
def test_the_page_says_the_numbers_the_deeds_go_by(page, sentence):
    assert sentence in page


def test_another_number_in_the_rule_changes_the_page(client, db, monkeypatch):
    monkeypatch.setattr(calling_order, "RULES", replace(order.RULES, priority_run=7))

    page = client.get("/urutan-panggilan/").content.decode()

    assert "Setelah 7 panggilan prioritas" in page


def test_the_example_is_put_in_order_by_the_rule():
    assert [number for number, _why in turns()] == [
        *("L-002", "L-003", "A-008", "L-004", "A-009"),
        *("A-005", "A-014", "W-003", "A-015", "A-022"),
    ]


def test_twin_another_rule_puts_the_example_in_another_order(monkeypatch):
    published = turns()
    patient = replace(order.RULES, booked_run=9)

    monkeypatch.setattr(order.next_turn, "__kwdefaults__", {"rules": patient})
    monkeypatch.setattr(order.line_up, "__kwdefaults__", {"rules": patient})

    assert turns() != published


def test_the_example_says_why_in_both_languages():
    with translation.override("id"):
        indonesian = dict(turns())
    with translation.override("en"):
        english = dict(turns())

    assert indonesian["W-003"] == "Tanpa janji, menunggu sejak 08.50 WIB"
    assert english["W-003"] == "No appointment, waiting since 08:50 WIB"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_line_of_the_example_has_a_reason(language):
    with translation.override(language):
        assert all(why for _number, why in turns())


def test_the_page_names_everybody_who_is_called_more_patiently():
    named = {
        *("elderly", "pregnant", "sick"),  # by their own names
        *("wheelchair", "deaf", "blind", "disabled"),  # as people with disabilities
    }

    assert named == SLOW_NEEDS
    assert calling_order.numbers()["slow_calls"] == SLOW.calls


@pytest.mark.parametrize("path", ["/cara-kerja/", "/bantuan/", "/"])
def test_the_page_is_found_from_where_people_look(client, db, path):
    assert 'href="/urutan-panggilan/"' in client.get(path).content.decode()
