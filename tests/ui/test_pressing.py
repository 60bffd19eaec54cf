"""What is put together once per language is right for every reader, and the rest stays alive."""

import pytest
from django.template import Context, engines
from django.template.base import TextNode
from django.utils import translation

from antrean.ui.pressing import Pressed, press

FIXED = (
    "{% load i18n static %}<a href=\"{% url 'web:help' %}\">{% translate 'Bantuan' %}</a>"
    "{# not said #}<link href=\"{% static 'ui/favicon.svg' %}\">"
)


@pytest.fixture
def compiled():
    """Compile a template and press it, as the loader does."""

    def compile_(text):
        template = engines["django"].from_string(text).template
        press(template.nodelist)
        return template

    return compile_


def said(template, language="id", **words):
    with translation.override(language):
        return template.render(Context(words))


def test_a_run_of_fixed_words_becomes_one_node(compiled):
    template = compiled(FIXED)

    assert [type(node) for node in template.nodelist] == [Pressed]


def test_each_language_has_its_own_words_however_often_it_is_asked(compiled):
    template = compiled(FIXED)

    first = [said(template, language) for language in ("id", "en", "id", "en")]

    assert first[:2] == first[2:]
    assert ">Bantuan<" in first[0]
    assert ">Help<" in first[1]
    assert 'href="/bantuan/"' in first[0]
    assert 'href="/static/ui/favicon.svg"' in first[0]


def test_fixed_words_are_translated_once(compiled, monkeypatch):
    template = compiled(FIXED)
    before = said(template)
    monkeypatch.setattr("django.utils.translation._trans.gettext", lambda _: "asked again")

    assert said(template) == before


@pytest.mark.parametrize(
    "text",
    [
        "{{ word }}",
        "{% load i18n %}{% translate word %}",
        "{% load i18n %}{% translate 'Bantuan' as word %}{{ word }}",
        "{% load i18n %}{% translate 'May' context 'month' %}",
        "{% load i18n %}{% translate 'Bantuan'|add:word %}",
        "{% url 'web:office_page' code=word %}",
        "{% load static %}{% static word %}",
    ],
)
def test_whatever_may_differ_is_worked_out_each_time(compiled, text):
    template = compiled(text)

    assert not [node for node in template.nodelist if isinstance(node, Pressed)]


def test_parts_inside_of_conditions_and_loops_are_pressed_too(compiled):
    text = "{% load i18n %}{% if on %}{% translate 'Bantuan' %}{% else %}{% translate 'Masuk' %}"
    template = compiled(
        text + "{% endif %}{% for each in some %}{{ each }}{% translate 'Privasi' %}{% endfor %}"
    )

    assert said(template, on=True, some=[]) == "Bantuan"
    assert said(template, on=False, some="ab") == "MasukaPrivasibPrivasi"
    assert said(template, "en", on=False, some="a") == "Sign inaPrivacy"


def test_texts_alone_need_no_language(compiled):
    template = compiled("{% load i18n %}a{# b #}c")

    assert [type(node) for node in template.nodelist] == [TextNode]
    assert said(template) == "ac"


def test_addresses_are_those_of_the_site_that_asks(compiled, settings):
    template = compiled("{% url 'account_login' %}")

    for site in ("antrean.site.urls", "tests.leaky_urls"):
        settings.ROOT_URLCONF = site
        said(template)

    [node] = template.nodelist
    assert [asked[-1] for asked in node.said] == ["antrean.site.urls", "tests.leaky_urls"]


def test_the_sites_own_templates_are_pressed():
    home = engines["django"].get_template("web/home.html").template

    assert home.nodelist[0].nodelist.get_nodes_by_type(Pressed)
