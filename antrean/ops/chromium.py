"""The browser of the browser tests: Debian's Chromium, never a downloaded one."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = "chromium"


def find() -> str | None:
    """Return the path of a Chromium on this machine, or None; ANTREAN_CHROMIUM names one."""
    if named := os.environ.get("ANTREAN_CHROMIUM"):
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install_if_possible() -> None:
    """Install Debian's package where none is found and we may; elsewhere leave all as it is."""
    if find() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(
        f"Installing Debian's package {PACKAGE} for the browser tests", file=sys.stderr, flush=True
    )
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", PACKAGE]):
        done = subprocess.run(
            ["apt-get", "-qq", *words], check=False, env=silent, capture_output=True, text=True
        )
        if done.returncode:
            print(done.stdout, done.stderr, sep="", file=sys.stderr)
            return
