"""A small storm on the test's database: three live processes, killed again and again."""

import asyncio
from contextlib import contextmanager
from random import Random
from unittest.mock import patch

from django.db import connection

from antrean.ops.bench import crowd
from antrean.ops.storm import trial
from antrean.ops.storm.cluster import LIVE
from antrean.ops.storm.weather import Plan
from antrean.records.models import Appointment
from tests.factories import make_cell, make_office
from tests.processes import database_url
from tests.storm.crowd import without

PEOPLE = 3_000
SEATS = 2_700
OFFICES, DAYS = 3, 10
PROCESSES = 3
KILL_AFTER = 350
"""A process is killed whenever so many more people have pressed, however long that takes."""

PAIRS = 50

ONE_PERSON = """
UPDATE records_applicant one SET nik_hash = other.nik_hash
FROM records_application mine, records_application theirs, records_applicant other
WHERE mine.applicant_id = one.id AND theirs.applicant_id = other.id
  AND (mine.id, theirs.id) IN (SELECT * FROM unnest(%s::bigint[], %s::bigint[]))
"""


def gather():
    """Make the offices and the drafts; the first hundred are fifty people with two accounts."""
    offices = [make_office(f"kanim-uji-{nth}") for nth in range(OFFICES)]
    for office in offices:
        for ahead in range(7, 7 + DAYS):
            make_cell(office, days_ahead=ahead, seats=SEATS // OFFICES // DAYS)
    drafts = crowd.make(PEOPLE, offices=offices)
    ids = [draft.application_id for draft in drafts[: 2 * PAIRS]]
    with connection.cursor() as cursor:
        cursor.execute(ONE_PERSON, [ids[::2], ids[1::2]])
    return drafts


@contextmanager
def unguarded_seats():
    """Take the constraint on what is taken away; afterwards no place is left."""
    with without("cell_taken_within_seats", table="records_cell"):
        try:
            yield
        finally:
            Appointment.objects.all().delete()


async def when_more_have_pressed(clients):
    """Wait for the moment of the next kill."""
    enough = len(clients.history) + KILL_AFTER
    while len(clients.history) < enough:
        await asyncio.sleep(0.005)


def blow(drafts, *, processes=PROCESSES, target=LIVE, **environment):
    """Let the storm blow; return what happened and what the checker says."""
    chance = Random(2018)
    plan = Plan(
        people=len(drafts),
        connections=96,
        twice=0.05,
        seconds_max=120,
        kill_at=when_more_have_pressed,
    )
    surroundings = {"DATABASE_URL": database_url(), **environment}
    with patch.dict("os.environ", surroundings):
        return trial.run(drafts, plan, processes=processes, chance=chance, target=target)
