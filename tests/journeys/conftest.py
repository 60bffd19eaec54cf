"""One browser for all journeys, and a real server on the test's database for those of a module."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.journeys import stage
from tests.journeys.visitor import Visitor
from tests.processes import server

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--font-render-hinting=none",
)
PHONE = {"width": 360, "height": 760}
DESK = {"width": 1280, "height": 720}
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match target="pattern"><edit name="family" mode="prepend" binding="strong">
<string>Roboto</string></edit></match></fontconfig>"""


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """What starts browsers; its loop runs in this thread, for the journeys and no other tests."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield started


@pytest.fixture(scope="package")
def browser(playwright, chromium_path, tmp_path_factory) -> Iterator[Browser]:
    """The browser; its system face is Roboto, as on most phones, where that is installed."""
    fonts = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    fonts.write_text(FONTS)
    started = playwright.chromium.launch(
        executable_path=chromium_path,
        args=ARGUMENTS,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
    )
    yield started
    started.close()


@pytest.fixture(scope="module")
def var(tmp_path_factory) -> Path:
    """The folder in which the server keeps the demonstration's letters."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def address(django_db_setup, var) -> Iterator[str]:
    """Where a real server answers on the test's database, with the test's own secrets."""
    secrets = {
        "ANTREAN_SECRET_KEY": settings.SECRET_KEY,
        "ANTREAN_CIPHER_KEYS": settings.CIPHER_KEYS,
        "ANTREAN_NIK_PEPPER": settings.NIK_PEPPER,
        "ANTREAN_PASS_KEY": settings.PASS_KEY,
        "ANTREAN_RECEIPT_KEYS": settings.RECEIPT_KEYS,
        "ANTREAN_EMBEDDED_WITNESS_KEY": settings.EMBEDDED_WITNESS_KEY,
    }
    more = {"ANTREAN_DEMO": "1", "ANTREAN_VAR": str(var), **secrets}
    with server("antrean.site.asgi:app", **more) as started:
        yield started


@pytest.fixture
def place(address, transactional_db) -> str:
    """The address, with the stage set."""
    stage.set_up()
    cache.clear()
    return address


@pytest.fixture
def visitor(browser, place) -> Iterator[Callable[..., Visitor]]:
    """Sends somebody with a browser of their own: `visitor(language="en", scripts=False)`."""
    contexts = []

    def opened(*, scripts: bool, size: dict[str, int]):
        context = browser.new_context(
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            viewport=size,
            reduced_motion="reduce",
            device_scale_factor=2 if size is PHONE else 1,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        return context.new_page()

    def send(
        *, language: str = "id", scripts: bool = True, size: dict[str, int] = PHONE
    ) -> Visitor:
        page = opened(scripts=scripts, size=size)
        twin = None if scripts else opened(scripts=True, size=size)
        return Visitor(page, address=place, twin=twin, language=language)

    yield send
    for context in contexts:
        context.close()


@pytest.fixture
def phone(visitor, siti, language):
    """Return the phone of a story's Siti, signed in and in the story's language."""
    hers = visitor(language=language)
    hers.signs_in(siti)
    return hers
