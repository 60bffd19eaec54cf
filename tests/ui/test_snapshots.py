"""Snapshots: a script that knows everything already is told so in a few bytes."""

import gzip
import json

from django.test import RequestFactory

from antrean.ui.snapshots import snapshot

FACTS = {"heading": "Silakan menunggu", "sentences": ["3 nomor di depan Anda."] * 5}


def asked(facts=FACTS, **headers):
    return snapshot(RequestFactory().get("/", headers=headers), facts, aside={"Antrean-Now": "1"})


def test_the_same_facts_are_not_sent_twice():
    again = asked(**{"if-none-match": asked()["ETag"]})

    assert (again.status_code, again.content, again["Antrean-Now"]) == (304, b"", "1")


def test_other_facts_are_sent():
    tag = asked()["ETag"]

    answer = asked({**FACTS, "heading": "Ke loket 3"}, **{"if-none-match": tag})

    assert json.loads(answer.content)["heading"] == "Ke loket 3"


def test_packed_facts_are_the_same_under_a_strong_tag_of_their_own():
    packed = asked(**{"accept-encoding": "gzip, br"})

    assert json.loads(gzip.decompress(packed.content)) == FACTS
    assert packed["Content-Encoding"] == "gzip"
    assert packed["ETag"].startswith('"')
    assert packed["ETag"] != asked()["ETag"]


def test_a_tag_that_a_proxy_weakened_is_still_known():
    assert asked(**{"if-none-match": f"W/{asked()['ETag']}"}).status_code == 304
