"""The browser of the browser tests: Debian's Chromium, never a downloaded one."""

import os
import shutil

from antrean.ops import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = "chromium"


def find() -> str | None:
    """Return the path of a Chromium on this machine, or None; ANTREAN_CHROMIUM names one."""
    if named := os.environ.get("ANTREAN_CHROMIUM"):
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install_if_possible() -> None:
    """Install Debian's package where none is found and we may; elsewhere leave all as it is."""
    if not find():
        debian.install(PACKAGE, purpose="the browser tests")
