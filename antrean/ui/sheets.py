"""Style sheets: one readable file per component, handed out as one file per audience.

There is no build step. Every file in `static/ui/css/site/` is part of `ui/css/site.css`, in the
order of the file names, and so on for each folder in `SHEETS`. Django asks finders both while
developing and in `collectstatic`, so both get the same sheet. See docs/decisions.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

FOLDER = Path(__file__).parent / "static" / "ui" / "css"
SHEETS = {f"ui/css/{name}.css": FOLDER / name for name in ("site", "staff", "display", "kiosk")}


def compose(folder: Path) -> str:
    """Return the files of one folder as one sheet, in the order of their names."""
    parts = sorted(folder.glob("*.css"))
    return "\n".join(part.read_text(encoding="utf-8").strip() for part in parts) + "\n"


class Sheets(BaseFinder):
    """Finds the composed sheets; list it in `STATICFILES_FINDERS`."""

    def __init__(self, *_: object) -> None:
        self.folder = TemporaryDirectory(prefix="antrean-css-")
        self.storage = FileSystemStorage(location=self.folder.name)

    def check(self, **_: object) -> list[CheckMessage]:
        return []

    def find(  # type: ignore[override]  # the stubs know one answer for each `find_all`
        self, path: str, find_all: bool = False
    ) -> str | list[str]:
        """Return where the composed sheet is; nothing, as an empty list, for other names."""
        if path not in SHEETS:
            return []
        written = self._write(path)
        return [written] if find_all else written

    def list(self, _ignored: object) -> Iterator[tuple[str, Storage]]:
        """Yield every composed sheet, freshly written, with the storage that holds it."""
        for path in SHEETS:
            self._write(path)
            yield path, self.storage

    def _write(self, path: str) -> str:
        target = Path(self.folder.name, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(compose(SHEETS[path]), encoding="utf-8")
        return str(target)
