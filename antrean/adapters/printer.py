"""Prints slips on thermal printers, over the network or into a file.

An address is `tcp://host:9100` or `file:///dev/usb/lp0`; `?columns=32` is for paper of 58 mm.
A folder, `file:///var/slips`, gets a new file for each slip. A file that is there is left alone.
"""

import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from urllib.parse import parse_qs, urlsplit

from escpos.escpos import Escpos
from escpos.exceptions import DeviceNotFoundError, Error
from escpos.printer import Dummy, File, Network

from antrean.domain.hall.slip import Slip

COLUMNS = 42
COLUMNS_MIN = 24
PORT = 9100
TIMEOUT_SECONDS = 3
QR_SIZE = 8
PAPER_STATES = {0: "none", 1: "low", 2: "plenty"}  # as python-escpos numbers them
PLAIN_SIGNS = str.maketrans("–—‑−·•‘’“”", "-----*''\"\"")


class PrinterTrouble(Exception):
    """Nothing was printed; `reason` is "unreachable", "no_paper", "wrong_address" or "unknown"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Address:
    """Where a printer is, and how many letters fit on a line."""

    scheme: str
    host: str
    port: int
    path: str
    columns: int


def read_address(text: str) -> Address:
    """Return the parts of an address. Raises `PrinterTrouble("wrong_address")`."""
    try:
        parts = urlsplit(text)
        columns = int(parse_qs(parts.query).get("columns", [str(COLUMNS)])[0])
        port = parts.port or PORT
    except ValueError as problem:
        raise PrinterTrouble("wrong_address") from problem
    known = (parts.scheme == "tcp" and parts.hostname) or (parts.scheme == "file" and parts.path)
    if not known or columns < COLUMNS_MIN:
        raise PrinterTrouble("wrong_address")
    return Address(parts.scheme, parts.hostname or "", port, parts.path, columns)


def print_slip(slip: Slip, *, address: str) -> None:
    """Print one slip and cut it. Raises `PrinterTrouble`; whether to try again is the caller's.

    A network printer is asked for paper first, where it can answer.
    """
    where = read_address(address)
    with _open(where) as printer:
        if where.scheme == "tcp" and _paper(printer) == "none":
            raise PrinterTrouble("no_paper")
        _draw(printer, slip, columns=where.columns)


def paper_state(address: str) -> str:
    """Return "plenty", "low", "none", or "unknown" where the printer does not tell.

    Only printers on the network are asked. Raises `PrinterTrouble`.
    """
    where = read_address(address)
    if where.scheme != "tcp":
        return "unknown"
    with _open(where) as printer:
        return _paper(printer)


def slip_bytes(slip: Slip, *, columns: int = COLUMNS) -> bytes:
    """Return what a printer would be sent."""
    printer = Dummy()
    _draw(printer, slip, columns=columns)
    return bytes(printer.output)


@contextmanager
def _open(where: Address) -> Iterator[Escpos]:
    printer = (
        Network(where.host, port=where.port, timeout=TIMEOUT_SECONDS)
        if where.scheme == "tcp"
        else File(_device(where.path))
    )
    try:
        printer.open()
        yield printer
    except (DeviceNotFoundError, OSError) as problem:
        raise PrinterTrouble("unreachable") from problem
    except Error as problem:
        raise PrinterTrouble("unknown") from problem
    finally:
        printer.close()


def _device(path: str) -> str:
    """Return what to write to: the path, or a new file in it; never a file with something in it."""
    if Path(path).is_file():
        raise PrinterTrouble("wrong_address")
    if not Path(path).is_dir():
        return path
    try:
        handle, name = tempfile.mkstemp(prefix="slip-", suffix=".escpos", dir=path)
    except OSError as problem:
        raise PrinterTrouble("unreachable") from problem
    os.close(handle)
    return name


def _paper(printer: Escpos) -> str:
    """Ask for the paper sensor; a printer that does not answer in time may well have paper."""
    try:
        return PAPER_STATES.get(printer.paper_status(), "unknown")
    except TimeoutError:
        return "unknown"


def _draw(printer: Escpos, slip: Slip, *, columns: int) -> None:
    printer.hw("INIT")
    printer.set(align="center", bold=True)
    _lines(printer, slip.office, columns)
    printer.set(align="center", bold=True, custom_size=True, width=5, height=5)
    printer.text(f"{_plain(slip.number)}\n")
    printer.set(align="center", bold=True, normal_textsize=True)
    _lines(printer, slip.title, columns)
    printer.set(align="center", bold=False, normal_textsize=True)
    for sentence in slip.sentences:
        _lines(printer, sentence, columns)
    printer.set(align="left", normal_textsize=True)
    for line in slip.lines:
        _lines(printer, f"[ ] {line}", columns, indent=4)
    printer.set(align="center", normal_textsize=True)
    if slip.code:
        printer.qr(slip.code, native=True, size=QR_SIZE)
        printer.text(f"{slip.code[:4]} {slip.code[4:]}\n")
    printer.set(align="center", bold=True, normal_textsize=True)
    _lines(printer, slip.free, columns)
    printer.set(align="center", bold=False, normal_textsize=True)
    _lines(printer, slip.printed_at, columns)
    printer.cut()


def _lines(printer: Escpos, text: str, columns: int, *, indent: int = 0) -> None:
    for line in wrap(_plain(text), columns, subsequent_indent=" " * indent):
        printer.text(f"{line}\n")


def _plain(text: str) -> str:
    """Return the text in ASCII: printers disagree about every other sign, and print nonsense."""
    parted = unicodedata.normalize("NFKD", text.translate(PLAIN_SIGNS))
    letters = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return letters.encode("ascii", "replace").decode("ascii")
