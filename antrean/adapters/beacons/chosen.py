"""The beacon that is set: whose chance the draw uses here."""

from datetime import datetime

from django.conf import settings

from antrean.adapters.beacons.beacon import Beacon
from antrean.adapters.beacons.embedded import Embedded
from antrean.adapters.beacons.witnesses import Witnesses, in_folder
from antrean.domain.draw import witness
from antrean.domain.draw.attempt import Attempt
from antrean.domain.draw.ed25519 import KEY_BYTES
from antrean.domain.draw.statement import NAME


class NoBeacon(Exception):
    """None is set, or what it needs cannot be read: no office can draw."""


def chosen() -> Beacon:
    """Return the beacon of `ANTREAN_BEACON`; raises `NoBeacon`.

    drand is loaded only where it is used: the arithmetic of its signatures takes 29 MiB.
    """
    if settings.BEACON == "drand":
        from antrean.adapters.beacons.drand import Drand

        return Drand(_relays(settings.DRAND_RELAYS))
    if settings.BEACON == "witnesses":
        keys = _keys(settings.WITNESSES)
        if not 1 < settings.WITNESSES_MIN <= len(keys):
            raise NoBeacon("ANTREAN_WITNESSES_MIN is at least two, and no more than there are.")
        return Witnesses(keys, settings.WITNESSES_MIN, in_folder(settings.WITNESS_FOLDER))
    if settings.BEACON == "embedded":
        return Embedded(bytes.fromhex(settings.EMBEDDED_WITNESS_KEY))
    raise NoBeacon("ANTREAN_BEACON is not set.")


def sightings(attempt: Attempt) -> dict[bytes, dict[str, datetime]]:
    """Return who saw which root of this batch, and when, as `witness.sightings` does.

    By whatever beacon it is drawn: a root that came late shows by nothing else. Raises `NoBeacon`.
    """
    said = in_folder(settings.WITNESS_FOLDER)(attempt)
    keys = _keys(settings.WITNESSES) if settings.WITNESSES else {}
    return witness.sightings(said, day=attempt.day, keys=keys)


def _relays(text: str) -> list[str]:
    """Read `https://host,https://host/path`."""
    relays = [each.strip().rstrip("/") for each in text.split(",")]
    if not all(each.startswith("https://") for each in relays):
        raise NoBeacon("ANTREAN_DRAND_RELAYS holds addresses that begin with https://.")
    return relays


def _keys(text: str) -> dict[str, bytes]:
    """Read `name:hex,name:hex`, 32 bytes each."""
    pairs = [each.strip().partition(":") for each in text.split(",")]
    try:
        keys = {name: bytes.fromhex(key) for name, _, key in pairs}
    except ValueError as problem:
        raise NoBeacon("ANTREAN_WITNESSES is name:hex,name:hex.") from problem
    named = all(NAME.fullmatch(name) for name in keys)
    if not named or len(keys) < len(pairs) or {len(key) for key in keys.values()} != {KEY_BYTES}:
        raise NoBeacon("ANTREAN_WITNESSES holds a name twice, or something that is no key.")
    return keys
