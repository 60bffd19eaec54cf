"""Stories of a hall: told with an ear of their own, or cut off from it."""

import asyncio

from django.db import connection

from antrean.live.hall import Hall


def listening(story):
    """Run a story with a hall of its own."""

    async def told_to_the_end():
        hall = Hall()
        try:
            return await story(hall)
        finally:
            await hall.close()

    return asyncio.run(told_to_the_end())


def cut_the_ear():
    """End the listening connection from the database's side."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
    connection.close()
