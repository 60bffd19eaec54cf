"""The gallery in a real browser: nothing for axe to find, nothing that runs off a small screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import sync_playwright

from antrean.ui import sheets
from tests.ui.samples import console, samples

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    ("ui/gallery.html", samples, ("site",)),
    ("ui/gallery/console.html", console, ("site", "staff")),
    ("ui/gallery/display.html", dict, ("site", "display")),
]


@pytest.fixture(scope="module")
def browser(chromium_path):
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        yield started
        started.close()


def opened(browser, name, context, sheet_names, **options):
    """Show a template with its sheets, as the site would, without a server."""
    page = browser.new_page(reduced_motion="reduce", **options)
    page.set_content(render_to_string(name, {"service_name": "Antrean Paspor", **context()}))
    for sheet in sheet_names:
        page.add_style_tag(content=sheets.compose(sheets.FOLDER / sheet))
    return page


def violations(page):
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("name", "context", "sheet_names"), PAGES)
def test_axe_finds_nothing(browser, name, context, sheet_names, language):
    with translation.override(language):
        page = opened(browser, name, context, sheet_names, viewport={"width": 360, "height": 760})

    assert violations(page) == []


def test_axe_does_notice_a_field_without_label(browser):
    page = opened(browser, *PAGES[0])

    page.eval_on_selector("label[for=baru_name]", "label => label.remove()")

    assert violations(page) != []


@pytest.mark.parametrize(("name", "context", "sheet_names"), PAGES[:2])
def test_nothing_runs_off_a_screen_of_320_pixels(browser, name, context, sheet_names):
    page = opened(browser, name, context, sheet_names, viewport={"width": 320, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_everything_an_applicant_presses_is_large_enough(browser):
    page = opened(browser, *PAGES[0], viewport={"width": 360, "height": 760})

    heights = page.eval_on_selector_all(
        ".button, .option, .tile label, .day summary, .field input[type=text], select, .back",
        "all => all.map(one => one.getBoundingClientRect().height).filter(height => height > 0)",
    )

    assert min(heights) >= 48


def test_running_text_is_at_least_seventeen_pixels(browser):
    page = opened(browser, *PAGES[0], viewport={"width": 360, "height": 760})

    sizes = page.eval_on_selector_all(
        "main *", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )

    assert min(sizes) >= 17


def test_the_summary_has_the_focus_when_the_page_opens(browser):
    page = opened(browser, *PAGES[0])

    page.wait_for_function("document.activeElement.className === 'errors'")

    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
