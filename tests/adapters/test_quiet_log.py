"""No identity number reaches a log, whatever way it takes."""

import io
import logging

import pytest
from django.conf import settings

from antrean.adapters.quiet_log import HIDDEN, HideIdentityNumbers, hide

CANARY = "3273014107900001"
GROUPED = "3273 0141 0790 0001"


@pytest.fixture
def log():
    """A logger whose output is kept, built the way the settings build the console's."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(HideIdentityNumbers())
    logger = logging.Logger("canary")
    logger.addHandler(handler)
    return logger, written


@pytest.mark.parametrize(
    "number",
    [
        *(CANARY, GROUPED, "3273.0141.0790.0001", "3273-0141-0790-0001", "3273  0141 0790 0001"),
        *("3273+0141+0790+0001", "3273%200141%200790%200001"),
    ],
)
def test_a_number_in_a_message_is_hidden(log, number):
    logger, written = log

    logger.warning(f"refused {number} today")

    assert written.getvalue() == f"refused {HIDDEN} today\n"


def test_a_number_among_the_arguments_is_hidden(log):
    logger, written = log

    logger.error("refused %s for %s", CANARY, {"nik": CANARY})

    assert CANARY not in written.getvalue()


def test_a_number_in_a_traceback_is_hidden(log):
    logger, written = log

    try:
        int(f"{CANARY}x")
    except ValueError:
        logger.exception("it broke")

    assert "Traceback" in written.getvalue()
    assert CANARY not in written.getvalue()


def test_a_number_in_an_address_is_hidden(log):
    logger, written = log

    logger.warning("Not Found: /cari/%s/?nik=%s", CANARY, GROUPED)

    assert CANARY not in written.getvalue()
    assert GROUPED not in written.getvalue()


def test_without_the_filter_the_canary_is_seen(log):
    logger, written = log
    logger.handlers[0].filters.clear()

    logger.warning("refused %s", CANARY)

    assert CANARY in written.getvalue()


@pytest.mark.parametrize("text", ["2026-11-02 08:12:13", "327301410790000", "1" * 17, "id 42 of 3"])
def test_other_numbers_are_left_alone(text):
    assert hide(text) == text


def test_every_handler_of_the_service_hides_them():
    handlers = settings.LOGGING["handlers"].values()

    assert all("no_identity" in handler["filters"] for handler in handlers)
