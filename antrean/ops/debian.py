"""Installing packages of Debian, where we are root on a Debian; elsewhere all stays as it is."""

import os
import shutil
import subprocess
import sys

SECONDS_MAX = 600
QUICK_TO_GIVE_UP = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15")
"""A machine without a line to the outside should not wait long for it."""


def may_install() -> bool:
    """Say whether this process could install a package."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str, purpose: str) -> bool:
    """Install the packages where we may, saying so; return whether they are there now."""
    if not packages or not may_install():
        return not packages
    names = " and ".join(packages)
    kind = "packages" if len(packages) > 1 else "package"
    print(f"Installing Debian's {kind} {names} for {purpose}", file=sys.stderr, flush=True)
    steps = (["update"], ["install", "-y", "--no-install-recommends", *packages])
    return all(_apt(*words) for words in steps)


def _apt(*words: str) -> bool:
    """Run apt-get silently; where it fails, show what it said."""
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *QUICK_TO_GIVE_UP, *words]
    try:
        done = subprocess.run(
            command, check=False, env=silent, capture_output=True, text=True, timeout=SECONDS_MAX
        )
    except subprocess.TimeoutExpired:
        print(f"{' '.join(command)} took too long", file=sys.stderr)
        return False
    if done.returncode:
        print(done.stdout, done.stderr, sep="", file=sys.stderr)
    return not done.returncode
