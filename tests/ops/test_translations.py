"""Every sentence is found where it stands, and a catalogue with holes is noticed."""

import polib
import pytest

from antrean.ops import translations
from antrean.ops.translations import Message


@pytest.fixture
def package(tmp_path):
    """A package with one module and one template, each saying one thing."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "pages.py").write_text('title = _("Lanjut")')
    (tmp_path / "templates" / "page.html").write_text('{% translate "Kembali" %}')
    return tmp_path


@pytest.fixture
def catalogue(package):
    """A complete catalogue of that package, as a dictionary to spoil."""
    return {"Lanjut": "Continue", "Kembali": "Back"}


def complaints_about(catalogue, package):
    """Write the catalogue down and return what is wrong with it."""
    book = polib.POFile()
    book.extend(polib.POEntry(msgid=said, msgstr=twin) for said, twin in catalogue.items())
    book.save(str(package / "django.po"))
    return translations.complaints(catalogue=package / "django.po", package=package)


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ('{% translate "Lanjut" %}', Message(None, "Lanjut")),
        ("{% trans 'Lanjut' %}", Message(None, "Lanjut")),
        ('{% translate "Mei" context "bulan" %}', Message("bulan", "Mei")),
        ('{% include "tile.html" with label=_("Lanjut") %}', Message(None, "Lanjut")),
        ('{{ office|default:_("Belum ada") }}', Message(None, "Belum ada")),
        (
            "{% blocktranslate %}Halo {{ name }}{% endblocktranslate %}",
            Message(None, "Halo %(name)s"),
        ),
        (
            "{% blocktranslate trimmed %}\n  Halo\n  semua\n{% endblocktranslate %}",
            Message(None, "Halo semua"),
        ),
        (
            "{% blocktranslate count n=n %}Satu{% plural %}{{ n }} loket{% endblocktranslate %}",
            Message(None, "Satu", "%(n)s loket"),
        ),
        ("{% translate \"Ketik 'ya'\" %}", Message(None, "Ketik 'ya'")),
    ],
)
def test_a_message_in_a_template_is_found(template, message):
    assert list(translations.in_template(template)) == [message]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('_("Lanjut")', Message(None, "Lanjut")),
        ('gettext_lazy("Lanjut")', Message(None, "Lanjut")),
        ('translation.gettext("Lanjut")', Message(None, "Lanjut")),
        ('_("Lanjut "\n  "saja")', Message(None, "Lanjut saja")),
        ('ngettext("%(n)d kursi", "%(n)d kursi", n)', Message(None, "%(n)d kursi", "%(n)d kursi")),
        ('pgettext_lazy("bulan", "Mei")', Message("bulan", "Mei")),
    ],
)
def test_a_message_in_a_module_is_found(source, message):
    assert list(translations.in_python(source)) == [message]


def test_a_message_put_together_at_run_time_is_left_alone():
    assert list(translations.in_python("_(words[0])")) == []


def test_a_complete_catalogue_raises_no_complaint(catalogue, package):
    assert complaints_about(catalogue, package) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"Lanjut": ""}, "not (surely) translated: 'Lanjut'"),
        ({"Tutup": "Close"}, "nobody says any more: 'Tutup'"),
        ({"Lanjut": "Continue %(name)s"}, "other placeholders than the original: 'Lanjut'"),
    ],
)
def test_a_hole_in_the_catalogue_is_noticed(catalogue, package, change, complaint):
    assert complaints_about(catalogue | change, package) == [complaint]


def test_a_missing_message_is_noticed(catalogue, package):
    del catalogue["Lanjut"]

    assert complaints_about(catalogue, package) == ["no English for: 'Lanjut'"]


def test_a_message_translated_twice_is_noticed(package):
    entry = 'msgid "Lanjut"\nmsgstr "Continue"\n\n'
    other = 'msgid "Kembali"\nmsgstr "Back"\n\n'
    (package / "django.po").write_text(entry + other + entry)

    said = translations.complaints(catalogue=package / "django.po", package=package)

    assert said == ["translated twice: 'Lanjut'"]


def test_bringing_up_to_date_adds_the_new_and_drops_the_old(package):
    path = package / "django.po"
    path.write_text('msgid "Lanjut"\nmsgstr "Continue"\n\nmsgid "Tutup"\nmsgstr "Close"\n')

    translations.bring_up_to_date(catalogue=path, package=package)

    book = polib.pofile(str(path))
    assert [(entry.msgid, entry.msgstr) for entry in book] == [
        ("Lanjut", "Continue"),
        ("Kembali", ""),
    ]


def test_a_catalogue_is_made_ready_for_use(tmp_path, monkeypatch):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "Lanjut"\nmsgstr "Continue"\n')
    monkeypatch.setattr(translations, "LOCALE", tmp_path)

    translations.compile_catalogues()

    assert polib.mofile(str(folder / "django.mo"))[0].msgstr == "Continue"
