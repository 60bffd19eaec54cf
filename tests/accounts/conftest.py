"""What the tests of accounts share: quick passwords, no limits left over, a made-up person."""

from random import Random

import pytest
from django.core.cache import cache

from antrean.adapters.made_up import made_up_person


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def fresh_limits(request):
    """The limits' table is no model's, so nobody empties it between tests."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        cache.clear()


@pytest.fixture
def person():
    return made_up_person(Random(7))


@pytest.fixture
def somebody_else():
    return made_up_person(Random(8))
