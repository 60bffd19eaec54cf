"""An operator tries a printer, and is told in a sentence what is wrong."""

import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def tried(address):
    said = StringIO()
    call_command("print_test", "--printer", address, stdout=said)
    return said.getvalue()


def test_a_slip_comes_that_is_as_wide_as_the_paper(tmp_path):
    said = tried(f"file://{tmp_path / 'lp0'}?columns=32")

    sent = (tmp_path / "lp0").read_bytes()
    assert b"12345678901234567890123456789012\n" in sent
    assert b"Uji cetak\n" in sent
    assert said == "Printed. Paper: unknown.\n"


def test_a_printer_that_is_off_is_named_as_such():
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]

    with pytest.raises(CommandError, match="does not answer"):
        tried(f"tcp://127.0.0.1:{port}")


def test_an_address_that_is_none_is_answered_with_what_it_looks_like():
    with pytest.raises(CommandError, match="Write tcp://host:9100"):
        tried("lp0")
