"""What stands on a slip of paper in the hall; the words come ready, and no slip names anybody."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A queue number, or a list of what is missing; empty words leave their line out.

    `code` is printed as a QR code and in letters. There is no field for a name or an identity
    number on purpose: paper is lost in halls.
    """

    office: str
    number: str
    title: str = ""  # "Paspor baru", "Berkas yang belum ada"
    sentences: Sequence[str] = ()
    lines: Sequence[str] = ()  # a list, one entry a line
    code: str = ""
    printed_at: str = ""
    free: str = ""  # "Mengantre gratis"
