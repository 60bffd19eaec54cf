"""Controls drawn without templates escape whatever comes from outside."""

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from antrean.ui.controls import DRAWN, attributes, steps_done
from antrean.ui.fields import DayField, Tiles
from antrean.ui.pieces import Option, Step

BAD = '"><script>'
ESCAPED = "&quot;&gt;&lt;script&gt;"


class Form(forms.Form):
    """One field of each kind that is drawn by itself."""

    name = forms.CharField(initial=BAD)
    one = forms.ChoiceField(
        choices=[(BAD, Option(BAD, hint=f"{BAD}\nb", aside=BAD)), (BAD, [("z", "Z")])],
        widget=forms.RadioSelect,
    )
    parts = forms.MultipleChoiceField(choices=[("x", BAD)], widget=Tiles)
    day = DayField()


def test_names_values_and_words_are_escaped():
    drawn = str(Form(prefix=BAD)) + str(Form({"name": BAD, "day_0": BAD, "one": BAD}))

    assert "<script>" not in drawn.replace('<script src="/static/ui/js/', "")
    assert drawn.count(ESCAPED) > 10


def test_attributes_keep_what_is_safe_already_and_leave_placeholders_out():
    attrs = {"data-x": "a&b", "data-y": mark_safe("a&amp;b"), "hidden": True, "checked": False}

    assert attributes({**attrs, "placeholder": "P"}) == ' data-x="a&amp;b" data-y="a&amp;b" hidden'


def test_words_are_those_of_the_reader():
    tiles = Tiles(choices=[("x", gettext_lazy("Lanjut"))])

    indonesian = tiles.render("parts", [])
    with override("en"):
        english = tiles.render("parts", [])

    assert ">Lanjut <" in indonesian
    assert ">Continue <" in english


def test_what_is_chosen_is_checked_and_a_zero_is_a_value():
    assert 'value="0"' in forms.HiddenInput().render("n", 0)
    assert "value" not in forms.TextInput().render("n", None)
    assert "checked" in forms.RadioSelect(choices=[("a", "A")]).render("n", "a")
    assert "checked" not in forms.RadioSelect(choices=[("a", "A")]).render("n", "b")


def test_every_control_of_our_own_that_is_drawn_has_no_template_besides():
    own = [name for name in DRAWN if name.startswith("ui/")]

    assert own == ["ui/widgets/day_parts.html", "ui/widgets/tiles.html"]


def test_a_step_that_is_done_leads_back_and_the_current_one_is_marked():
    steps = [
        Step(BAD, state="done", url=f"/x/{BAD}"),
        Step("Waktu", state="current", url="/y/"),
        Step("Periksa", url="/z/"),
    ]

    html = steps_done(steps)

    assert f'<a href="/x/{ESCAPED}">{ESCAPED}</a><span class="unseen">, selesai</span>' in html
    assert '<li class="progress-current" aria-current="step">Waktu</li>' in html
    assert '<li class="progress-next">Periksa</li>' in html
