"""Templates say dates and times in the reader's language, marked up for machines."""

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation

AT = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)


def said(expression, value, *, language="id"):
    with translation.override(language):
        template = Template("{% load wording %}{{ value|" + expression + " }}")
        return template.render(Context({"value": value}))


def test_a_day_is_marked_as_time():
    expected = '<time datetime="2026-12-01">Selasa, 1 Desember 2026</time>'

    assert said("day_in_words", date(2026, 12, 1)) == expected


def test_an_instant_follows_the_language_of_the_reader():
    english = said('instant_in_words:"Asia/Makassar"', AT, language="en")

    assert english.endswith(">Tuesday, 1 December 2026, 10:30 WITA</time>")


@pytest.mark.parametrize(
    ("expression", "value", "words"),
    [
        ("date_in_words", date(2026, 12, 1), "1 Desember 2026"),
        ("day_in_short", date(2026, 12, 1), "Sel, 1 Des"),
        ('clock_in_words:"Asia/Jayapura"', AT, "11.30 WIT"),
        ('time_in_words:"Asia/Jakarta"', time(9, 30), "09.30 WIB"),
        ("zone_label", "Asia/Pontianak", "WIB"),
        ("kilometres", 3.24, "3,2 km"),
        ("minutes_in_words", 90, "1 jam 30 menit"),
        ("rupiah", 350_000, "Rp350.000"),
        ("masked_name", "Siti Rahmawati", "Siti R."),
        ("grouped_code", "7K4M9QX2", "7K4M 9QX2"),
    ],
)
def test_each_filter_says_its_words(expression, value, words):
    assert words in said(expression, value)
