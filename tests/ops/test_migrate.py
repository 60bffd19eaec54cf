"""A migration that meets a lock gives up, so that nobody waits behind it."""

import threading

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held_table():
    """Another connection holds the table of recorded migrations, as a slow reader would."""
    held, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
            held.set()
            done.wait(30)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    yield
    done.set()
    thread.join()


def test_a_migration_gives_up_on_a_lock(held_table, settings):
    settings.MIGRATION_LOCK_TIMEOUT = "200ms"

    with pytest.raises(OperationalError, match="lock timeout"):
        call_command("migrate", verbosity=0)
