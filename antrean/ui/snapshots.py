"""Snapshots for scripts that ask again and again: half a kilobyte on the wire, or nothing new."""

import gzip
import hashlib
import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

NOTHING_NEW = 304


class Snapshot(HttpResponse):
    """An answer that only a script reads; what concerns pages is left out of its head."""


def snapshot(
    request: HttpRequest, facts: Mapping[str, object], *, aside: Mapping[str, str]
) -> Snapshot:
    """Return the facts as JSON, or 304 where the script has them already.

    The tag is a strong one: same tag, same bytes. What changes with every look goes `aside`, into
    headers that come along with either answer. Packed here, as a packing middleware would weaken
    the tag; nothing secret is in it whose length could tell.
    """
    body = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    coding = {}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        body, coding = gzip.compress(body, mtime=0), {"Content-Encoding": "gzip"}
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"ETag": tag, "Cache-Control": "no-store", **aside}
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        return Snapshot(status=NOTHING_NEW, headers=headers)
    return Snapshot(body, content_type="application/json", headers=headers | coding)
