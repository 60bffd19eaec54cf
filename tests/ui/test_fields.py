"""A field ties its label, hint and mistake together, whoever listens to the page."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from antrean.ui.fields import DayField, GroupedDigits, OneTimeCode
from antrean.ui.pieces import Option


class Person(forms.Form):
    name = forms.CharField(label="Nama lengkap", help_text="Seperti di e-KTP.")
    nik = forms.CharField(label="NIK", widget=GroupedDigits({"placeholder": "16 angka"}))
    code = forms.CharField(label="Kode", widget=OneTimeCode())
    birth_date = DayField(label="Tanggal lahir", birthday=True)
    phone = forms.CharField(label="Telepon", required=False)
    purpose = forms.ChoiceField(
        label="Apa keperluan Anda?",
        widget=forms.RadioSelect,
        choices=[("new", Option("Paspor baru", hint="Belum pernah punya.", aside="3 km"))],
    )
    agrees = forms.BooleanField(label="Jawaban saya benar")


def drawn(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def born(*parts):
    named = {f"birth_date_{place}": part for place, part in enumerate(parts)}
    form = Person(named)
    form.full_clean()
    return form


def test_a_label_belongs_to_its_input():
    html = drawn("{% field form.name %}", form=Person())

    assert '<label class="label" for="id_name">Nama lengkap</label>' in html
    assert 'id="id_name"' in html


def test_hint_and_mistake_are_heard_with_the_input():
    html = drawn("{% field form.name %}", form=Person({}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_without_mistake_claims_none():
    html = drawn("{% field form.name %}", form=Person())

    assert "aria-invalid" not in html
    assert "id_name_error" not in html


def test_the_form_itself_draws_its_fields_the_same_way():
    form = Person()

    assert drawn("{% field form.name %}", form=form).strip() in str(form)


def test_a_question_is_the_heading_of_the_page():
    html = drawn("{% field form.purpose question=True %}", form=Person())

    assert "<legend><h1>Apa keperluan Anda?</h1></legend>" in html


def test_a_question_with_one_input_has_its_label_in_the_heading():
    html = drawn("{% field form.name question=True %}", form=Person())

    assert '<h1><label for="id_name">Nama lengkap</label></h1>' in html


def test_a_field_that_may_stay_empty_says_so():
    assert "(boleh dikosongkan)" in drawn("{% field form.phone %}", form=Person())
    assert "(boleh dikosongkan)" not in drawn("{% field form.name %}", form=Person())


def test_a_choice_shows_its_line_of_help_and_its_aside():
    html = drawn("{% field form.purpose %}", form=Person())

    assert '<span class="option-hint">Belum pernah punya.</span>' in html
    assert '<span class="option-aside">3 km</span>' in html


def test_a_single_checkbox_has_its_label_behind_it():
    html = drawn("{% field form.agrees %}", form=Person())

    assert html.index('type="checkbox"') < html.index("Jawaban saya benar")


def test_placeholders_are_never_drawn():
    assert "placeholder" not in drawn("{% field form.nik %}", form=Person())


def test_a_one_time_code_may_be_suggested_by_the_phone():
    assert 'autocomplete="one-time-code"' in drawn("{% field form.code %}", form=Person())


def test_a_birth_date_has_three_labelled_parts():
    html = drawn("{% field form.birth_date %}", form=Person())

    assert '<label for="id_birth_date_0">Hari</label>' in html
    assert '<label for="id_birth_date_1">Bulan</label>' in html
    assert '<label for="id_birth_date_2">Tahun</label>' in html
    assert 'autocomplete="bday-year"' in html


def test_three_parts_make_a_date():
    assert born("29", "2", "2024").cleaned_data["birth_date"] == date(2024, 2, 29)


@pytest.mark.parametrize(
    "parts",
    [("29", "2", "2023"), ("31", "4", "1990"), ("0", "1", "1990"), ("a", "1", "1990")],
)
def test_a_date_that_does_not_exist_is_refused_in_words(parts):
    assert born(*parts).errors["birth_date"] == [
        "Tanggal ini tidak ada. Periksa hari, bulan, dan tahun."
    ]


def test_a_date_with_a_missing_part_asks_for_all_three():
    assert born("29", "", "2024").errors["birth_date"] == ["Isi hari, bulan, dan tahun."]


def test_a_known_date_is_shown_in_its_parts():
    html = drawn("{% field form.birth_date %}", form=Person({}, initial={}))
    again = drawn(
        "{% field form.birth_date %}", form=Person(initial={"birth_date": date(1990, 12, 1)})
    )

    assert 'value="1990"' not in html
    assert 'value="1990"' in again
