"""Offices are public: found by place or distance, with hours, capacity and each day's reason."""

from datetime import date

import pytest

from antrean.records import office_sheet
from antrean.records import working_week as weeks
from antrean.records.models import Capacity, Cell, Closure, OfficeDay
from antrean.records.reference import known_offices
from antrean.records.working_week import working_week
from antrean.web import office_rows
from tests.draws import let_draw
from tests.factories import LONG_AGO, make_cell, make_hours, make_office


def text(client, path):
    return client.get(path).content.decode()


@pytest.fixture
def medan(morning):
    office = make_office("kanim-medan")
    type(office).objects.filter(pk=office.pk).update(
        city="Kota Medan", province="Sumatera Utara", latitude="3.5833", longitude="98.6667"
    )
    return office


def test_an_office_is_found_by_its_town(client, office, medan):
    page = text(client, "/kantor/?cari=medan")

    assert page.index("Kantor Imigrasi Medan") < page.index("Kantor Imigrasi Batam")
    assert "sekitar 708 km" in page
    assert 'href="/kantor/kanim-medan/"' in page


def test_a_town_without_an_office_leads_to_those_of_its_province(client, medan):
    page = text(client, "/kantor/?cari=Samosir")

    assert "Tidak ada kantor di Samosir. Ini kantor di Sumatera Utara." in page
    assert "Kantor Imigrasi Medan" in page


def test_a_word_that_is_no_place_says_what_to_do(client, office):
    assert "Periksa ejaannya" in text(client, "/kantor/?cari=zzzzqqq")


def test_offices_are_listed_by_province(client, office, medan):
    start = text(client, "/kantor/")
    page = text(client, "/kantor/?provinsi=Sumatera%20Utara")

    assert 'href="?provinsi=Sumatera%20Utara"' in start
    assert "Kantor Imigrasi Medan" in page
    assert "Kantor Imigrasi Batam" not in page


def test_my_position_ranks_offices_by_distance(client, office, medan):
    page = text(client, "/kantor/?lat=3.5&lon=98.6")

    assert page.index("Kantor Imigrasi Medan") < page.index("Kantor Imigrasi Batam")


def test_distances_carry_their_credit(client, office):
    assert "Koordinat: GeoNames, CC BY 4.0" in text(client, "/kantor/?cari=batam")
    assert "Koordinat: GeoNames, CC BY 4.0" in text(client, "/kantor/kanim-batam/")


def test_a_list_says_the_week_with_room_and_the_days_that_are_closed(client, office):
    Closure.objects.create(
        day=date(2026, 11, 27),
        kind="holiday",
        name_id="Hari Uji",
        name_en="Test Day",
        source="test",
    )

    page = text(client, "/kantor/?cari=batam")

    assert "Ada tempat pekan depan" in page
    assert "Tutup Jumat, 27 November 2026 (Hari Uji)" in page


def test_a_long_list_asks_the_database_no_more_often_than_a_short_one(
    client, office, django_assert_max_num_queries
):
    for number in range(30):
        make_hours(make_office(f"kanim-{number}"))

    with django_assert_max_num_queries(10):
        page = text(client, "/kantor/?provinsi=Kepulauan%20Riau")

    assert page.count("Kantor Imigrasi") >= 31


def test_every_day_says_whether_there_is_room_or_why_not(client, office):
    full = make_cell(office, seats=1, days_ahead=2)
    Cell.objects.filter(pk=full.pk).update(taken=1)
    make_cell(office, seats=1, days_ahead=8, pool="urgent")
    Closure.objects.create(
        day=date(2026, 11, 27), kind="holiday", name_id="Hari Uji", name_en="Test Day", source="t"
    )

    page = text(client, "/kantor/kanim-batam/")

    assert _status(page, "Selasa 1") == "<strong>ada tempat</strong>"
    assert _status(page, "Kamis 26") == "penuh"
    assert _status(page, "Jumat 27") == "libur: Hari Uji"
    assert _status(page, "Sabtu 28") == "tutup, akhir pekan"
    assert _status(page, "Rabu 2") == "tidak dilayani di sini"
    assert _status(page, "Senin 30") == "belum dibuka"


def test_the_page_says_when_the_next_day_opens(client, office):
    page = text(client, "/kantor/kanim-batam/")

    assert "Hari berikutnya dibuka Rabu, 25 November 2026, 00.00 WIB." in page


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"seats_per_day": 80, "basis": "published"}, "kuota yang diumumkan, sejak 1 Januari 2026"),
        (
            {"seats_per_day": 130, "basis": "assumption", "booths": 2, "per_booth": 65},
            "perkiraan: 2 loket x 65 orang",
        ),
    ],
)
def test_capacity_says_what_it_is_based_on(client, office, row, said):
    Capacity.objects.create(office=office, source="test", valid_from=LONG_AGO.date(), **row)

    assert said in text(client, "/kantor/kanim-batam/")


def test_hours_carry_the_offices_own_zone(client, morning):
    make_hours(make_office("kanim-jayapura", timezone="Asia/Jayapura"))

    page = text(client, "/kantor/kanim-jayapura/")

    assert "Senin sampai Jumat:<br>08.00–16.00 WIT" in page
    assert "00.00 WIT" in page


def test_an_office_that_does_not_exist_is_not_found(client, morning):
    assert client.get("/kantor/kanim-nirwana/").status_code == 404


def test_no_page_says_how_many_seats_an_hour_has_left(client, office):
    page = text(client, "/kantor/kanim-batam/")

    assert OfficeDay.objects.count() == 1
    assert "09.00–09.30" not in page
    assert "sisa" not in page


def _status(page, day):
    row = page.split(f'<th scope="row">{day}</th><td>', 1)[1]
    return row.split("</td>", 1)[0]


DRAWN = "Diundi setiap hari. Undian ditutup pukul 18.00 WIB, jawabannya malam itu juga."


@pytest.mark.parametrize("path", ["/kantor/?cari=batam", "/kantor/kanim-batam/"])
def test_where_an_office_draws_its_pages_say_when_since_when_and_why(client, office, path):
    let_draw(office)

    page = text(client, path)

    assert DRAWN in page
    assert "Jam Anda mengirim tidak mengubah peluang Anda." in page
    assert "Diundi sejak 2 Januari 2026. Alasannya: Uji" in page
    assert "Ada tempat pekan" not in page


@pytest.mark.parametrize("path", ["/kantor/?cari=batam", "/kantor/kanim-batam/"])
def test_where_an_office_does_not_draw_no_page_speaks_of_it(client, office, path):
    page = text(client, path)

    assert "Diundi" not in page
    assert "Ada tempat pekan" in page


def test_that_an_office_draws_is_said_in_english_too(client, office):
    let_draw(office)
    client.cookies["bahasa"] = "en"

    page = text(client, "/kantor/kanim-batam/")

    assert "The draw closes at 18:00 WIB; the answer comes the same evening." in page
    assert "Drawn since 2 January 2026. The reason: Uji" in page


@pytest.fixture
def added_now(office, monkeypatch):
    """An office the list knows already, while its calendar was looked up a moment before."""
    make_office("kanim-baru")
    for room in (office_rows, office_sheet, weeks):
        before = room.known_facts
        monkeypatch.setattr(
            room,
            "known_facts",
            lambda day, before=before: {
                code: facts for code, facts in before(day).items() if code != "kanim-baru"
            },
        )


def test_an_office_that_is_not_wholly_known_yet_is_left_out(client, added_now):
    page = text(client, "/kantor/?cari=kantor")

    assert "kanim-baru" in known_offices()
    assert "Kantor Imigrasi Batam" in page
    assert "/kantor/kanim-baru/" not in page


def test_its_own_page_is_not_there_yet(client, added_now):
    assert client.get("/kantor/kanim-baru/").status_code == 404


def test_its_week_is_empty_for_now(added_now):
    assert working_week([known_offices()["kanim-baru"]], day=date(2026, 11, 24)) == frozenset()
