"""Whoever holds a receipt can check it with what is published, and with nothing else of ours."""

import hashlib
import json
from datetime import datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from antrean.actions.take_in import take_in
from antrean.domain.draw.receipt import proof
from antrean.records import receipts
from tests.draws import let_draw
from tests.factories import make_application, submission

KEYS = "/undian/kunci.json"


@pytest.fixture
def carried(office):
    """What the QR code of a receipt says."""
    application = make_application(let_draw(office))
    take_in([submission(application)])
    return json.loads(json.dumps(proof(receipts.read_last(application.pk))))


def signed(carried):
    """Return the message, put together from the published layout by hand."""
    at = datetime.fromisoformat(carried["signed_at"])
    microseconds = int(at.timestamp()) * 1_000_000 + at.microsecond
    return b"".join(
        (
            b"antrean-receipt-v1",
            bytes.fromhex(carried["leaf"]),
            bytes([10]),
            carried["batch"].encode(),
            microseconds.to_bytes(8, "big"),
        )
    )


def verify(client, carried):
    [key] = client.get(KEYS).json()["keys"]
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
    public.verify(bytes.fromhex(carried["signature"]), signed(carried))


def test_the_published_key_verifies_a_receipt(client, carried):
    verify(client, carried)


def test_it_does_not_verify_another_batch(client, carried):
    with pytest.raises(InvalidSignature):
        verify(client, carried | {"batch": "2026-11-25"})


def test_the_leaf_opens_as_it_is_published(client, carried):
    opened = b"\0" + bytes.fromhex(carried["salt"]) + carried["text"].encode()

    assert "0x00, the salt (16 bytes), and the text" in client.get(KEYS).json()["leaf"]
    assert hashlib.sha256(opened).hexdigest() == carried["leaf"]


def test_the_key_that_signs_comes_first_and_older_ones_after_it(client, settings):
    settings.RECEIPT_KEYS = f"{'11' * 32},{'22' * 32}"

    keys = client.get(KEYS).json()["keys"]

    assert len(set(keys)) == 2
    assert "11" * 32 not in keys


def test_anybody_may_read_and_keep_it(client):
    answer = client.get(KEYS)

    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_the_page_on_how_it_works_leads_there(client):
    assert f'href="{KEYS}"' in client.get("/cara-kerja/").content.decode()
