"""The error summary leads from each mistake to its control."""

from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template

from tests.ui.test_fields import Person


class Twice(forms.Form):
    word = forms.CharField(label="Kata")

    def clean(self):
        raise ValidationError("Kata ini sudah dipakai.")


def summary(*forms):
    source = "{% load ui %}{% error_summary first second %}"
    return Template(source).render(Context(dict(zip(("first", "second"), forms, strict=False))))


def test_each_mistake_leads_to_its_input():
    html = summary(Person({}))

    assert '<a href="#id_name">Nama lengkap: Isi bagian ini.</a>' in html


def test_a_mistake_in_a_group_leads_to_its_first_control():
    html = summary(Person({}))

    assert 'href="#id_purpose_0"' in html
    assert 'href="#id_birth_date_0"' in html


def test_a_question_is_not_followed_by_a_colon():
    assert "Apa keperluan Anda? Isi bagian ini." in summary(Person({}))


def test_the_summary_takes_the_focus():
    html = summary(Person({}))

    assert 'role="alert" tabindex="-1" autofocus' in html
    assert "Ada yang perlu diperbaiki" in html


def test_a_mistake_of_the_whole_form_has_no_link():
    assert "<li>Kata ini sudah dipakai.</li>" in summary(Twice({"word": "satu"}))


def test_two_forms_share_one_summary():
    html = summary(Person({}), Twice({}))

    assert html.count("errors-title") == 2
    assert "id_name" in html
    assert "id_word" in html


def test_a_fresh_form_has_no_summary():
    assert summary(Person()).strip() == ""


def test_a_page_without_form_has_no_summary():
    assert summary().strip() == ""
