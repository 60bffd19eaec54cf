"""Rate limits are counted in a table of their own, and none is driven out by others."""

import pytest
from django.core.cache import cache, caches
from django.db import connection

pytestmark = pytest.mark.django_db

MANY = [f"other:{number}" for number in range(400)]


@pytest.fixture(autouse=True)
def nothing_counted_yet(db):
    cache.clear()


def let_everything_expire():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rate_limit_state SET expires = clock_timestamp() - interval '1 s'")


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM rate_limit_state")
        return cursor.fetchone()[0]


def test_what_was_counted_is_found_again():
    cache.set("login:budi", [1700000000.25, 1700000001.5], 300)

    assert cache.get("login:budi") == [1700000000.25, 1700000001.5]


def test_only_the_first_of_many_gets_the_lock():
    first = cache.add("lock", True, 10)
    second = cache.add("lock", True, 10)

    assert (first, second) == (True, False)


def test_a_lock_whose_holder_died_can_be_taken_once_it_expired():
    cache.add("lock", True, 10)
    let_everything_expire()

    assert cache.add("lock", True, 10)


def test_an_expired_count_is_forgotten():
    cache.set("login:budi", [1.0], 300)
    let_everything_expire()

    assert cache.get("login:budi", []) == []
    assert not cache.touch("login:budi", 300)


def test_expired_rows_are_swept_away_as_limits_are_used():
    cache.set_many(dict.fromkeys(MANY[:15], 1), 300)
    let_everything_expire()

    cache.delete("lock")

    assert rows() == 0


def test_four_hundred_other_counts_drive_no_limit_out():
    cache.set("login:budi", [1.0], 300)

    cache.set_many(dict.fromkeys(MANY, 1), 300)

    assert cache.get("login:budi") == [1.0]


def test_without_a_table_of_its_own_the_same_limit_is_driven_out(settings):
    settings.CACHES = {
        **settings.CACHES,
        "plain": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"CULL_FREQUENCY": 1},
        },
    }
    plain = caches["plain"]
    plain.set("login:budi", [1.0], 300)

    plain.set_many(dict.fromkeys(MANY, 1), 300)

    assert plain.get("login:budi") is None
