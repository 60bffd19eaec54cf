"""Ed25519 signatures, checked with nothing but Python: anybody can read how, and do the same.

Source: RFC 8032, sections 5.1.3 and 5.1.7. It only checks. Nothing here is secret, so it may take
a different time for different bytes; it takes some milliseconds.
"""

import hashlib

SIGNATURE_BYTES, KEY_BYTES = 64, 32
P = 2**255 - 19
"""The prime of the field that the curve's coordinates are in."""
ORDER = 2**252 + 27742317777372353535851937790883648493
"""How many points the base point makes by being added to itself: the RFC's L."""
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]
"""A point as X, Y, Z, T with x = X/Z, y = Y/Z and xy = T/Z, as in section 5.1.4."""
NEUTRAL: Point = (0, 1, 1, 0)
BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
BASE_Y = 4 * pow(5, -1, P) % P
BASE: Point = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def verify(signature: bytes, *, message: bytes, key: bytes) -> bool:
    """Say whether `key`, 32 bytes, signed `message` with `signature`, 64 bytes; never raises.

    Accepted is what all of this holds for; there is one way to write each of its parts:

    * the key is a point in its only encoding: y below P, and no sign on an x of zero;
    * S, the last 32 bytes, lowest byte first, is below `ORDER`;
    * [S]B - [k]A, encoded, is exactly the first 32 bytes, k being SHA-512(R || A || message).
      That is the RFC's equation without its optional factor of eight.

    OpenSSL is laxer in one thing: it also takes a key in a second encoding. No signature can be
    changed for that, and a published key is known to be in its only one.

    A key of small order is not refused: whoever holds such a key can make signatures that fit many
    messages. Trust is in keys that were published, and theirs to lose.
    """
    if len(signature) != SIGNATURE_BYTES or len(key) != KEY_BYTES:
        return False
    start, scalar = signature[:32], int.from_bytes(signature[32:], "little")
    point = _decoded(key)
    if point is None or scalar >= ORDER:
        return False
    digest = hashlib.sha512(start + key + message).digest()
    k = int.from_bytes(digest, "little") % ORDER
    return _encoded(_add(_times(scalar, BASE), _times(k, _negated(point)))) == start


def _decoded(encoded: bytes) -> Point | None:
    """Return the point that is written like this, or None (section 5.1.3)."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    x = _x_of(y, sign=sign)
    return None if x is None else (x, y, 1, x * y % P)


def _x_of(y: int, *, sign: int) -> int | None:
    """Solve x^2 = (y^2 - 1) / (d y^2 + 1) for the root whose lowest bit is `sign`."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_ONE % P
    if x * x % P != square or (x == 0 and sign):
        return None
    return x if x & 1 == sign else P - x


def _encoded(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _add(one: Point, other: Point) -> Point:
    """Add two points, also equal ones; the formulas of section 5.1.4."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(factor: int, point: Point) -> Point:
    """Add a point to itself `factor` times, by doubling."""
    total = NEUTRAL
    while factor:
        if factor & 1:
            total = _add(total, point)
        point, factor = _add(point, point), factor >> 1
    return total


def _negated(point: Point) -> Point:
    x, y, z, t = point
    return (P - x, y, z, P - t)
