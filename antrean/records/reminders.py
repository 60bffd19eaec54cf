"""Writes the reminders that fell due: the exact statements, for many days of offices at once.

`OfficeDay.remind_at` says when the next reminder of a day falls due. Whatever fell due before it is
written, and an index over it holds the days that are still to come, so that looking for what is
due costs the same with one past appointment as with ten million.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from antrean.domain import reminders
from antrean.records.outbox import MAIL_DOMAIN

BEFORE = timedelta(hours=reminders.HOURS_BEFORE)


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day of an office of which reminders fell due at or after `since`."""

    id: int
    office_id: int
    day: date
    timezone: str
    since: datetime


DUE = """
SELECT due.id, due.office_id, due.day, office.timezone, due.remind_at
FROM (SELECT id, office_id, day, remind_at FROM records_officeday
      WHERE remind_at <= %s ORDER BY remind_at LIMIT %s) due
JOIN records_office office ON office.id = due.office_id
"""

WRITE = """
INSERT INTO records_notice (ref, kind, version, application_id, account_id, to_address, language,
    content, message_id, due_at, state, created_at, tries, last_error)
SELECT asked.ref, due.kind, place.sequence, asked.id, account.id, account.email, asked.language,
    '{}', '<' || replace(gen_random_uuid()::text, '-', '') || %(domain)s, due.at, 'pending',
    %(now)s, 0, ''
FROM unnest(%(offices)s::bigint[], %(days)s::date[], %(since)s::timestamptz[],
        %(three)s::timestamptz[], %(one)s::timestamptz[])
    AS looked(office_id, day, since, three_days_at, one_day_at)
JOIN records_appointment place
    ON place.office_id = looked.office_id AND place.day = looked.day AND place.ended_at IS NULL
JOIN records_application asked ON asked.id = place.application_id
JOIN records_account account ON account.id = asked.account_id AND account.email <> ''
CROSS JOIN LATERAL (VALUES
    ('reminder_3_days', three_days_at, one_day_at),
    ('reminder_1_day', one_day_at, place.arrives_at - %(before)s),
    ('reminder_2_hours', place.arrives_at - %(before)s, place.arrives_at)) AS due(kind, at, until)
WHERE due.at BETWEEN looked.since AND %(until)s
    AND due.at > place.given_at AND due.until > %(now)s
ORDER BY asked.id, due.kind
FOR KEY SHARE OF asked, account
ON CONFLICT DO NOTHING
"""

MOVE_ON = """
WITH held AS MATERIALIZED (
    SELECT place.id, looked.next_at FROM records_officeday place
    JOIN unnest(%(ids)s::bigint[], %(since)s::timestamptz[], %(next)s::timestamptz[])
        AS looked(id, since, next_at) ON looked.id = place.id AND looked.since = place.remind_at
    FOR NO KEY UPDATE OF place SKIP LOCKED
)
UPDATE records_officeday office SET remind_at = coalesce(held.next_at, (
    SELECT min(place.arrives_at) - %(before)s FROM records_appointment place
    WHERE place.office_id = office.office_id AND place.day = office.day
        AND place.ended_at IS NULL AND place.arrives_at - %(before)s > %(until)s))
FROM held WHERE held.id = office.id
"""


def due_days(*, until: datetime, limit: int) -> list[DueDay]:
    """Return up to `limit` days of which a reminder fell due by then, those that wait longest."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, [until, limit])
        return [DueDay(*row) for row in cursor.fetchall()]


def write(days: Sequence[DueDay], *, until: datetime, now: datetime) -> int:
    """Write what fell due on these days by `until` and still makes sense now; return how many.

    What is written already stays as it is: the constraint `notice_once` decides.
    """
    moments = [reminders.mornings(each.day, timezone=each.timezone) for each in days]
    parameters: dict[str, Any] = {
        "offices": [each.office_id for each in days],
        "days": [each.day for each in days],
        "since": [each.since for each in days],
        "three": [each["reminder_3_days"] for each in moments],
        "one": [each["reminder_1_day"] for each in moments],
        "before": BEFORE,
        "domain": f"@{MAIL_DOMAIN}>",
        "until": until,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, parameters)
        return int(cursor.rowcount)


def move_on(days: Sequence[DueDay], *, until: datetime) -> int:
    """Note that everything up to `until` is written for these days; return for how many.

    A day that somebody else holds or has moved on is passed over: looking again does no harm.
    """
    parameters: dict[str, Any] = {
        "ids": [each.id for each in days],
        "since": [each.since for each in days],
        "next": [
            reminders.next_look(each.day, timezone=each.timezone, after=until) for each in days
        ],
        "before": BEFORE,
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute(MOVE_ON, parameters)
        return int(cursor.rowcount)
