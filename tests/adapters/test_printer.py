"""Slips on thermal paper: the bytes a printer gets, and what is said when it gets none."""

import socket
import threading

import pytest
from escpos.exceptions import Error as NotSupported

from antrean.adapters import printer
from antrean.adapters.printer import (
    PrinterTrouble,
    paper_state,
    print_slip,
    read_address,
    slip_bytes,
)
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
PAPER, LITTLE_PAPER, NO_PAPER = b"\x12", b"\x1e", b"\x72"


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


def refuse(*_arguments, **_more):
    """Refuse to draw, as the library does when a printer lacks what is asked of it."""
    raise NotSupported("QR codes")


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


def test_signs_that_printers_disagree_about_become_plain_ones():
    sent = slip_bytes(Slip(office="Loket é", number="A-001", sentences=("“09.45–10.05 WIB” · 日",)))

    assert b"Loket e\n" in sent
    assert b'"09.45-10.05 WIB" - ?\n' in sent


def test_without_the_plain_signs_a_printer_is_sent_bytes_beyond_ascii(monkeypatch):
    monkeypatch.setattr(printer, "_plain", lambda text: text)

    sent = slip_bytes(Slip(office="Jam 09.45–10.05", number="A-001"))

    assert not sent.isascii()


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


def test_without_the_question_a_printer_without_paper_swallows_the_slip(machine, monkeypatch):
    monkeypatch.setattr(printer, "_paper", lambda _printer: "unknown")
    address, heard, thread = machine(NO_PAPER)

    print_slip(SLIP, address=address)
    thread.join(5)

    assert b"W-012" in heard


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


def test_a_printer_that_takes_no_more_visitors_is_given_up(monkeypatch):
    monkeypatch.setattr(printer, "TIMEOUT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as busy:
        where = busy.getsockname()
        with socket.create_connection(where), pytest.raises(PrinterTrouble, match="unreachable"):
            print_slip(SLIP, address=f"tcp://127.0.0.1:{where[1]}")


def test_what_the_library_refuses_is_a_trouble_too(tmp_path, monkeypatch):
    monkeypatch.setattr(printer, "_draw", refuse)

    with pytest.raises(PrinterTrouble, match="unknown"):
        print_slip(SLIP, address=f"file://{tmp_path}")


@pytest.mark.parametrize(
    ("sensor", "state"), [(PAPER, "plenty"), (LITTLE_PAPER, "low"), (NO_PAPER, "none")]
)
def test_a_printer_tells_how_much_paper_it_has(machine, sensor, state):
    address, _heard, _thread = machine(sensor)

    assert paper_state(address) == state


def test_of_a_printer_that_does_not_answer_the_paper_is_unknown(machine, monkeypatch):
    monkeypatch.setattr(printer, "TIMEOUT_SECONDS", 0.2)
    address, _heard, _thread = machine(b"")

    assert paper_state(address) == "unknown"


def test_a_device_file_cannot_be_asked_for_paper(tmp_path):
    assert paper_state(f"file://{tmp_path}") == "unknown"


def test_a_device_file_gets_the_bytes(tmp_path):
    device = tmp_path / "lp0"

    print_slip(SLIP, address=f"file://{device}")

    assert device.read_bytes() == slip_bytes(SLIP)


def test_a_folder_gets_a_file_for_each_slip(tmp_path):
    print_slip(SLIP, address=f"file://{tmp_path}")
    print_slip(SLIP, address=f"file://{tmp_path}")

    assert [slip.read_bytes() for slip in tmp_path.iterdir()] == [slip_bytes(SLIP)] * 2


def test_a_file_that_holds_something_is_left_alone(tmp_path):
    letter = tmp_path / "letter"
    letter.write_text("dear all")

    with pytest.raises(PrinterTrouble, match="wrong_address"):
        print_slip(SLIP, address=f"file://{letter}")

    assert letter.read_text() == "dear all"


def test_without_that_guard_the_file_is_lost(tmp_path, monkeypatch):
    monkeypatch.setattr(printer, "_device", lambda path: path)
    letter = tmp_path / "letter"
    letter.write_text("dear all")

    print_slip(SLIP, address=f"file://{letter}")

    assert b"dear all" not in letter.read_bytes()


@pytest.mark.parametrize(
    "text", ["", "lp0", "http://x", "tcp://", "tcp://x:y", "file:///d?columns=2"]
)
def test_an_address_that_leads_nowhere_is_refused(text):
    with pytest.raises(PrinterTrouble, match="wrong_address"):
        read_address(text)
