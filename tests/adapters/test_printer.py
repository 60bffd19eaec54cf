"""Slips on thermal paper: the bytes a printer gets, and what is said when it gets none."""

import socket
import threading

import pytest

from antrean.adapters import printer
from antrean.adapters.printer import PrinterTrouble, print_slip, read_address, slip_bytes
from antrean.domain.hall.slip import Slip

SLIP = Slip(
    office="Kantor Imigrasi Uji",
    number="W-012",
    title="Paspor baru",
    sentences=("Silakan duduk. Nomor Anda akan dipanggil.",),
    code="K7M49QX2",
    free="Mengantre gratis",
    printed_at="Senin, 30 November 2026, 08.40 WIB",
)
INIT, CUT, QR_STORE = b"\x1b@", b"\x1dV", b"\x1d(k"
FIVE_TIMES_AS_LARGE, BOLD, CENTRED = b"\x1d!\x44", b"\x1bE\x01", b"\x1ba\x01"
PAPER, NO_PAPER = b"\x12", b"\x72"


@pytest.fixture
def machine():
    """A printer on the network: keeps what it gets, and says what its paper sensor says."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        heard = bytearray()

        def answers(sensor):
            line, _ = listening.accept()
            with line:
                while chunk := line.recv(4096):
                    heard.extend(chunk)
                    if b"\x10\x04\x04" in chunk and sensor:
                        line.sendall(sensor)

        def started(sensor):
            thread = threading.Thread(target=answers, args=(sensor,), daemon=True)
            thread.start()
            return f"tcp://127.0.0.1:{listening.getsockname()[1]}", heard, thread

        yield started


def test_a_slip_begins_anew_shows_the_number_large_and_is_cut():
    sent = slip_bytes(SLIP)

    assert sent.startswith(INIT)
    assert FIVE_TIMES_AS_LARGE + BOLD + CENTRED + b"W-012\n" in sent
    assert sent.rstrip(b"\x00").rfind(CUT) > sent.find(b"Mengantre gratis")


def test_the_code_is_there_for_scanners_and_for_people():
    sent = slip_bytes(SLIP)

    assert QR_STORE in sent
    assert b"K7M49QX2" in sent
    assert b"K7M4 9QX2\n" in sent


def test_long_lines_are_broken_between_words_on_narrow_paper():
    sent = slip_bytes(SLIP, columns=32)

    assert b"Silakan duduk. Nomor Anda akan\ndipanggil.\n" in sent


def test_missing_papers_stand_as_a_list_with_boxes():
    sent = slip_bytes(Slip(office="K", number="A-001", lines=("Kartu Keluarga", "Ijazah")))

    assert b"[ ] Kartu Keluarga\n[ ] Ijazah\n" in sent


def test_a_network_printer_gets_the_same_bytes(machine):
    address, heard, thread = machine(PAPER)

    print_slip(SLIP, address=address)
    thread.join(5)

    assert bytes(heard).endswith(slip_bytes(SLIP))


def test_a_printer_without_paper_is_not_sent_anything(machine):
    address, heard, _thread = machine(NO_PAPER)

    with pytest.raises(PrinterTrouble, match="no_paper"):
        print_slip(SLIP, address=address)

    assert b"W-012" not in heard


def test_a_printer_that_does_not_tell_its_paper_prints_all_the_same(machine, monkeypatch):
    monkeypatch.setattr(printer, "TIMEOUT_SECONDS", 0.2)
    address, heard, thread = machine(b"")

    print_slip(SLIP, address=address)
    thread.join(5)

    assert b"W-012" in heard


def test_a_printer_that_is_off_is_unreachable():
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]

    with pytest.raises(PrinterTrouble, match="unreachable"):
        print_slip(SLIP, address=f"tcp://127.0.0.1:{port}")


def test_a_device_file_gets_the_bytes(tmp_path):
    device = tmp_path / "lp0"

    print_slip(SLIP, address=f"file://{device}")

    assert device.read_bytes() == slip_bytes(SLIP)


@pytest.mark.parametrize(
    "text", ["", "lp0", "http://x", "tcp://", "tcp://x:y", "file:///d?columns=2"]
)
def test_an_address_that_leads_nowhere_is_refused(text):
    with pytest.raises(PrinterTrouble, match="wrong_address"):
        read_address(text)
