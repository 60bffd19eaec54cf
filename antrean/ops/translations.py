"""The English catalogue: made ready for use here, without the gettext programs."""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "ui" / "locale"


def compile_catalogues() -> None:
    """Write the machine-readable twin of each catalogue that is older than its source."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            polib.pofile(str(source)).save_as_mofile(str(target))
