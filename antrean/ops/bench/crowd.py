"""Makes a crowd that does not exist: accounts, people, and drafts that only wait for the button.

Everything is written by a few set-based statements, so that a million drafts take seconds. No
identity number is made up, only the 32 bytes a keyed hash would have.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import connection

from antrean.actions.open_calendar import open_calendar
from antrean.actions.take_in import Submission
from antrean.adapters import ticket_codes
from antrean.adapters.made_up import BIRTHDAYS, FIRST, LAST, OLDEST, STREETS
from antrean.adapters.signing import Pass, write_pass
from antrean.domain.ledger import in_order
from antrean.domain.ref_prefix import prefix_of
from antrean.domain.wishes import PART_NAMES, Wishes
from antrean.ops.bars import bars
from antrean.ops.bench.rounds import BenchFailed
from antrean.records import clock
from antrean.records.models import Office
from antrean.records.opening import Opened

LOGIN = "the-login-cookie-of-a-crowd"
"""The value of the login cookie to which every pass of a crowd is bound."""

AT_ONCE = 100_000
"""Drafts of one statement."""

KINDS_OF_WISHES = 20_000
"""So many different wishes a crowd has at most; everybody has one of them."""

PASS_HOURS = 12
WORKING_DAYS = range(5)

MAKE = """
WITH login AS (
    INSERT INTO records_account (password, is_superuser, username, email, language, is_active,
        is_staff, created_at)
    SELECT '!', false, name, name || '@contoh.example', CASE WHEN nth %% 8 = 0 THEN 'en' ELSE 'id'
        END, true, false, %(now)s
    FROM (SELECT nth, 'warga-' || substr(md5(%(salt)s || nth), 1, 20) AS name
          FROM generate_series(1, %(people)s) AS nth) AS named
    RETURNING id
),
person AS (
    INSERT INTO records_applicant (account_id, slot, relation, full_name, birth_date, sex, address,
        phone, nik_cipher, nik_hash, nik_note, created_at)
    SELECT id, 0, 'self',
        (%(first)s::text[])[1 + id %% %(firsts)s] || ' ' || (%(last)s::text[])[1 + id %% %(lasts)s],
        %(oldest)s::date + (id * 7919 %% %(birthdays)s)::int,
        CASE WHEN id %% 2 = 0 THEN 'F' ELSE 'M' END,
        (%(streets)s::text[])[1 + id %% %(ways)s] || ' No. ' || 1 + id %% 200,
        '', '\\x00'::bytea, sha256((%(salt)s || id)::bytea), '', %(now)s
    FROM login
    RETURNING id, account_id, md5(%(salt)s || id)::uuid AS chance
),
wish AS MATERIALIZED (
    SELECT nth, wishes::jsonb FROM unnest(%(wishes)s::text[]) WITH ORDINALITY AS t(wishes, nth)
),
numbered AS MATERIALIZED (
    SELECT person.*, ticket.* FROM unnest(%(drafts)s::bigint[], %(codes)s::text[]) WITH ORDINALITY
        AS ticket(draft, code, nth)
    JOIN (SELECT *, row_number() OVER (ORDER BY id) AS nth FROM person) person USING (nth)
),
claim AS (
    INSERT INTO records_draftclaim (account_id, application_id)
    SELECT account_id, draft FROM numbered
)
INSERT INTO records_application (id, ref, account_id, applicant_id, state, purpose, answers, wishes,
    language, version, key, ticket_code, moves, created_at)
SELECT draft,
    %(prefix)s || translate(encode(substr(uuid_send(chance), 1, 9), 'base64'), '+/', '-_'),
    account_id, person.id, 'draft',
    (ARRAY['new', 'replacement', 'replacement', 'data_change'])[1 + person.id %% 4],
    CASE WHEN person.id %% 40 = 0 THEN '{"needs": ["pregnant"]}' ELSE '{}' END::jsonb, wishes,
    'id', 6, chance, code, 0, %(now)s
FROM numbered person JOIN wish ON wish.nth = 1 + person.id %% %(kinds)s
ORDER BY draft  -- neighbours wish for different things
RETURNING id, version, key
"""

NUMBERS = """
SELECT nextval(pg_get_serial_sequence('records_application', 'id')) FROM generate_series(1, %s)
"""

SEATS_FROM_NOW_ON = """
INSERT INTO records_capacity (office_id, seats_per_day, basis, source, valid_from)
SELECT office, %s, 'published', 'made up for a bench', %s FROM unnest(%s::bigint[]) AS office
ON CONFLICT (office_id, valid_from) DO UPDATE SET seats_per_day = excluded.seats_per_day
"""


def make(
    people: int, *, offices: Sequence[Office] | None = None, spread: bool = True, seed: int = 2017
) -> list[Submission]:
    """Fill the database with so many made-up people, each with a complete draft; return the drafts.

    Spread, everybody wishes for one to three of the offices (None: of all); else for the first one
    alone. Everybody has an account with an address under a reserved name.
    """
    codes = [office.code for office in offices or Office.objects.order_by("code")]
    if not codes:
        raise BenchFailed("There are no offices: load the reference data first.")
    now = clock.now()
    chance = Random(seed)  # noqa: S311 - nothing here is secret
    wishes = _wishes(chance, codes if spread else codes[:1], today=now.date(), people=people)
    parts = [min(AT_ONCE, people - first) for first in range(0, people, AT_ONCE)]
    drafts: list[Submission] = []
    with bars() as bar:
        told = bar("a crowd")
        for part in parts:
            drafts += _make(part, wishes=wishes, now=now)
            told(len(drafts), people)
    return drafts


def _make(people: int, *, wishes: Sequence[str], now: datetime) -> list[Submission]:
    parameters: dict[str, Any] = {
        "people": people,
        "salt": secrets.token_hex(16),  # the server's own dice cost ten times a hash
        "now": now,
        "prefix": prefix_of(now.date()),
        "first": list(FIRST),
        "firsts": len(FIRST),
        "last": list(LAST),
        "lasts": len(LAST),
        "streets": list(STREETS),
        "ways": len(STREETS),
        "oldest": OLDEST,
        "birthdays": BIRTHDAYS,
        "wishes": wishes,
        "kinds": len(wishes),
    }
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [people])
        numbers = [number for (number,) in cursor.fetchall()]
        codes = [ticket_codes.code_of(number) for number in numbers]
        cursor.execute(MAKE, parameters | {"drafts": numbers, "codes": codes})
        return [Submission(*row) for row in cursor.fetchall()]


def _wishes(chance: Random, codes: Sequence[str], *, today: date, people: int) -> list[str]:
    """Return the stored form of what people wish for, in no order."""
    kinds = range(min(people, KINDS_OF_WISHES))
    return [in_order(_wish(chance, codes, today=today).as_json()) for _ in kinds]


def _wish(chance: Random, codes: Sequence[str], *, today: date) -> Wishes:
    """Return what one person asks for: two in five can come at any time, some not for days."""
    offices = tuple(chance.sample(codes, min(len(codes), chance.choice((1, 1, 1, 2, 2, 3)))))
    if chance.random() < 0.4:
        return Wishes(offices)
    hours = [(weekday, part) for weekday in WORKING_DAYS for part in PART_NAMES]
    days = [today + timedelta(days=ahead) for ahead in range(1, 15)]
    return Wishes(
        offices,
        cannot=frozenset(chance.sample(hours, chance.randrange(6))),
        not_on=frozenset(chance.sample(days, chance.choice((0, 0, 0, 1, 2)))),
        not_before=chance.choice(days) if chance.random() < 0.15 else None,
    )


def open_cells(
    offices: Sequence[Office] | None = None, *, seats_a_day: int, days: int | None = None
) -> Opened:
    """Give the offices (None: all) so many seats a day, and open the calendar by the real deed.

    So many days from today (None: to the usual horizon); weekends and holidays stay closed, and
    hours, bands and pools are the offices' own. A day that is open already stays as it is.
    """
    chosen = list(offices or Office.objects.order_by("code"))
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(SEATS_FROM_NOW_ON, [seats_a_day, now.date(), [each.pk for each in chosen]])
    to_day = now.date() + timedelta(days=days) if days else None
    with bars() as bar:
        return open_calendar(now=now, offices=chosen, to_day=to_day, progress=bar("the calendar"))


def passes(path: Path, drafts: Iterable[Submission], *, login: str = LOGIN) -> None:
    """Write the pass of each draft as one line of a file, good for hours, bound to the login."""
    expires_at = int((clock.now() + timedelta(hours=PASS_HOURS)).timestamp())
    with path.open("w", encoding="ascii") as file:
        for each in drafts:
            leave = Pass(each.application_id, each.version, each.key, expires_at, "id")
            file.write(f"{write_pass(leave, login=login)}\n")
