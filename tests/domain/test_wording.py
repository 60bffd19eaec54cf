"""Dates, times, money and names are said the way people say them."""

from datetime import UTC, date, datetime, time

import pytest

from antrean.domain import wording

FIRST_OF_DECEMBER = date(2026, 12, 1)
HALF_PAST_TWO_UTC = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)


def test_a_day_is_said_with_its_weekday():
    assert wording.day_in_words(FIRST_OF_DECEMBER) == "Selasa, 1 Desember 2026"


def test_a_day_is_said_in_english():
    said = wording.day_in_words(FIRST_OF_DECEMBER, language="en")

    assert said == "Tuesday, 1 December 2026"


def test_a_leap_day_is_a_day_like_any_other():
    assert wording.day_in_words(date(2028, 2, 29)) == "Selasa, 29 Februari 2028"


def test_a_staff_list_says_a_day_briefly():
    assert wording.day_in_short(FIRST_OF_DECEMBER) == "Sel, 1 Des"
    assert wording.day_in_short(FIRST_OF_DECEMBER, language="en") == "Tue, 1 Dec"


def test_an_unknown_language_is_said_in_indonesian():
    assert wording.date_in_words(FIRST_OF_DECEMBER, language="fr") == "1 Desember 2026"


def test_british_english_is_english():
    assert wording.date_in_words(FIRST_OF_DECEMBER, language="en-gb") == "1 December 2026"


@pytest.mark.parametrize(
    ("timezone", "said"),
    [
        ("Asia/Jakarta", "Selasa, 1 Desember 2026, 09.30 WIB"),
        ("Asia/Pontianak", "Selasa, 1 Desember 2026, 09.30 WIB"),
        ("Asia/Makassar", "Selasa, 1 Desember 2026, 10.30 WITA"),
        ("Asia/Jayapura", "Selasa, 1 Desember 2026, 11.30 WIT"),
    ],
)
def test_an_instant_is_said_in_the_zone_of_the_office(timezone, said):
    assert wording.instant_in_words(HALF_PAST_TWO_UTC, timezone=timezone) == said


def test_an_instant_late_in_the_evening_belongs_to_the_next_day_further_east():
    late = datetime(2026, 12, 1, 15, 30, tzinfo=UTC)

    said = wording.instant_in_words(late, timezone="Asia/Jayapura", language="en")

    assert said == "Wednesday, 2 December 2026, 00:30 WIT"


def test_a_zone_we_do_not_serve_is_refused():
    with pytest.raises(KeyError):
        wording.zone_label("Europe/Paris")


def test_a_time_keeps_its_leading_zero_and_its_zone():
    assert wording.time_in_words(time(9, 5), timezone="Asia/Jakarta") == "09.05 WIB"
    assert wording.clock_in_words(HALF_PAST_TWO_UTC, timezone="Asia/Jakarta") == "09.30 WIB"


def test_a_window_names_its_zone_once():
    said = wording.window_in_words(time(9, 30), end=time(10), timezone="Asia/Makassar")

    assert said == "09.30\N{EN DASH}10.00 WITA"


@pytest.mark.parametrize(
    ("minutes", "indonesian", "english"),
    [
        (0, "0 menit", "0 minutes"),
        (1, "1 menit", "1 minute"),
        (45, "45 menit", "45 minutes"),
        (60, "1 jam", "1 hour"),
        (135, "2 jam 15 menit", "2 hours 15 minutes"),
    ],
)
def test_a_length_of_time_is_said_in_hours_and_minutes(minutes, indonesian, english):
    assert wording.minutes_in_words(minutes) == indonesian
    assert wording.minutes_in_words(minutes, language="en") == english


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0, "Rp0"), (350_000, "Rp350.000"), (1_000_000, "Rp1.000.000"), (-500, "-Rp500")],
)
def test_money_is_grouped_with_points(amount, said):
    assert wording.rupiah(amount) == said


@pytest.mark.parametrize(
    ("distance_km", "said"), [(0.42, "0,4 km"), (3.24, "3,2 km"), (9.96, "10 km"), (27.4, "27 km")]
)
def test_a_distance_is_as_exact_as_people_need(distance_km, said):
    assert wording.kilometres(distance_km) == said


def test_a_distance_in_english_has_a_decimal_point():
    assert wording.kilometres(3.24, language="en") == "3.2 km"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Siti Rahmawati", "Siti R."),
        ("siti nur rahmawati", "siti R."),
        ("Suharto", "Suharto"),
        ("  Budi   Santoso ", "Budi S."),
        ("", ""),
    ],
)
def test_a_name_is_masked_to_its_first_word_and_an_initial(name, masked):
    assert wording.masked_name(name) == masked


def test_a_code_is_shown_in_two_halves():
    assert wording.grouped_code("7K4M9QX2") == "7K4M 9QX2"
