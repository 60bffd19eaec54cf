"""What the look consists of is small, strict and complete."""

import re
from pathlib import Path

import brotli
import polib
import pytest
from django.contrib.staticfiles import finders

from antrean.ops import translations
from antrean.ui import sheets

UI = Path(sheets.__file__).parent
ROOMS = UI.parent
INLINE = re.compile(
    r"\sstyle\s*=|<style\b|\son[a-z]+\s*=|\shx-on|javascript:|=\s*[\"']data:"
    r"|<script(?![^>]*(?:\ssrc=|type=\"application/json\"))[^>]*>",
    re.IGNORECASE,
)


APPLICANT_SCRIPTS = ["errors.js", "groups.js", "near.js", "passkey.js", "position.js"]
HTMX = ("htmx-2.min.js", "ext/hx-sse-2.min.js")
SCRIPT = re.compile(r"static '([^']+\.js)'")


def packed(words):
    return len(brotli.compress(words.encode()))


def scripts_of(*rooms):
    """Return our own scripts that templates of these rooms name, by file name."""
    pages = [page for room in rooms for page in (ROOMS / room).rglob("templates/**/*.html")]
    named = {path for page in pages for path in SCRIPT.findall(page.read_text(encoding="utf-8"))}
    found = [Path(finders.find(path)) for path in named]
    return sorted((path for path in found if path.is_relative_to(ROOMS)), key=lambda p: p.name)


def sheets_of(*names):
    return [Path(finders.find(f"ui/css/{name}.css")) for name in names]


def weight(files):
    return sum(len(brotli.compress(path.read_bytes())) for path in files)


def inline(folder):
    return [
        f"{path.relative_to(folder)}: {found.group()}"
        for path in folder.rglob("templates/**/*.html")
        for found in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]


def test_no_template_holds_style_or_script():
    assert inline(ROOMS) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        "<script>go()</script>",
        '<img src="data:image/png;base64,AA">',
    ],
)
def test_style_or_script_in_a_template_is_noticed(tmp_path, markup):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(markup)

    assert inline(tmp_path)


@pytest.mark.parametrize("markup", ['<script src="/a.js" defer></script>', '<p class="once">'])
def test_files_and_plain_markup_are_welcome(tmp_path, markup):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(markup)

    assert inline(tmp_path) == []


def test_the_style_sheet_of_applicants_is_at_most_eight_kilobytes():
    assert packed(sheets.compose(UI / "static/ui/css/site")) <= 8 * 1024


def scripts(*, on_screens):
    """Return our scripts: those of hall screens and kiosks, or those of everybody's pages."""
    return [
        path.read_text(encoding="utf-8")
        for path in UI.glob("static/ui/js/*.js")
        if path.stem.startswith(("hall", "kiosk", "voice")) is on_screens
    ]


def test_the_scripts_of_applicants_are_at_most_five_kilobytes():
    scripts = scripts_of("ui", "accounts", "web")

    assert [path.name for path in scripts] == APPLICANT_SCRIPTS
    assert weight(scripts) <= 5 * 1024


def test_a_hall_screen_is_at_most_twenty_kilobytes_without_its_voice():
    fonts = UI.glob("static/ui/fonts/*.woff2")

    assert weight([*scripts_of("displays"), *sheets_of("site", "display"), *fonts]) <= 20 * 1024


def test_a_page_of_staff_is_at_most_sixty_kilobytes():
    library = [Path(finders.find(f"django_htmx/{name}")) for name in HTMX]

    assert weight([*scripts_of("counter"), *sheets_of("site", "staff"), *library]) <= 60 * 1024


def test_the_texture_of_the_ticket_is_tiny():
    assert packed((UI / "static/ui/guilloche.svg").read_text(encoding="utf-8")) <= 300


def test_a_sheet_opens_with_the_order_of_its_layers():
    sheet = sheets.compose(UI / "static/ui/css/site")

    assert sheet.startswith("@layer reset, tokens, base, components, screens, print;")


@pytest.mark.parametrize("path", sorted(sheets.SHEETS))
def test_the_finder_hands_out_the_composed_sheet(path):
    found = finders.find(path)

    assert Path(found).read_text(encoding="utf-8") == sheets.compose(sheets.SHEETS[path])


def test_collecting_gathers_every_composed_sheet():
    finder = sheets.Sheets()

    collected = dict(finder.list([]))

    assert collected.keys() == sheets.SHEETS.keys()
    assert all(storage.exists(path) for path, storage in collected.items())


def test_every_word_of_the_look_has_english():
    needed = {message.singular for message in translations.collect(package=UI)}
    english = {entry.msgid for entry in polib.pofile(str(translations.ENGLISH)) if entry.msgstr}

    assert needed - english == set()


def test_every_borrowed_sentence_has_indonesian():
    book = polib.pofile(str(translations.BORROWED))

    assert book.untranslated_entries() == []


def test_every_file_that_a_sheet_names_is_there_wherever_the_sheet_is_put_together():
    named = {
        found
        for folder in sheets.SHEETS.values()
        for found in re.findall(r'url\("([^"]+)"\)', sheets.compose(folder))
    }

    assert named
    assert [each for each in named if not each.startswith("/static/")] == []
    assert [each for each in named if not finders.find(each.removeprefix("/static/"))] == []
