"""How far two places are apart, to rank offices by nearness."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0


def kilometres(from_point: tuple[float, float], *, to_point: tuple[float, float]) -> float:
    """Return the great-circle distance of two (latitude, longitude) pairs in degrees.

    On a sphere, so up to half a percent off; town centres are further off than that.
    """
    latitude, longitude = map(radians, from_point)
    other_latitude, other_longitude = map(radians, to_point)
    height = sin((other_latitude - latitude) / 2) ** 2
    width = sin((other_longitude - longitude) / 2) ** 2
    chord = height + cos(latitude) * cos(other_latitude) * width
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))
