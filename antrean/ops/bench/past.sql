-- Accounts hold three people each; the person of place g is g modulo all people.
INSERT INTO records_account (id, password, is_superuser, username, email, language, is_active,
    is_staff, created_at)
SELECT nth, '!', false, 'dahulu-' || nth, 'dahulu-' || nth || '@contoh.example', 'id', true, false,
    %(today)s
FROM generate_series(1, %(people)s / 3 + 1) AS nth;
INSERT INTO records_applicant (id, account_id, slot, relation, full_name, birth_date, sex, address,
    phone, nik_cipher, nik_hash, nik_note, created_at)
SELECT nth, 1 + nth / 3, nth %% 3, CASE WHEN nth %% 3 = 0 THEN 'self' ELSE 'family' END,
    'Warga Dahulu', date '1956-01-01' + (nth::bigint * 7919 %% 17500)::int,
    CASE WHEN nth %% 2 = 0 THEN 'F' ELSE 'M' END, 'Jl. Melati No. ' || nth %% 200, '',
    '\x00'::bytea, sha256((%(salt)s || nth)::bytea), '', %(today)s
FROM generate_series(1, %(people)s) AS nth;
INSERT INTO records_ledgerhead (scope, sequence, digest)
SELECT code, 0, %(start)s FROM records_office;
-- and then
INSERT INTO records_officeday (id, office_id, day, last_number, opened_at, remind_at)
SELECT 1 + nth * %(wide)s + office_nth, (%(offices)s::bigint[])[1 + office_nth],
    %(today)s::date - %(days)s + nth, %(a_day)s, %(today)s::date - 365, NULL
FROM generate_series(%(first)s, %(last)s) AS nth, generate_series(0, %(wide)s - 1) AS office_nth
-- and then
INSERT INTO records_cell (id, office_id, day, band_starts, band_minutes, pool, seats, taken,
    starts_at, opened_at)
SELECT place.id * 10 - 9 + band, office.id, place.day, time '08:00' + band * interval '30 minutes',
    30, 'regular', %(a_day)s / 10, %(a_day)s / 10,
    (place.day + time '08:00' + band * interval '30 minutes') AT TIME ZONE office.timezone,
    place.opened_at
FROM records_officeday place JOIN records_office office ON office.id = place.office_id
CROSS JOIN generate_series(0, 9) AS band
WHERE place.id BETWEEN 1 + %(first)s * %(wide)s AND (%(last)s + 1) * %(wide)s
-- and then
INSERT INTO records_application (id, ref, account_id, applicant_id, state, purpose, answers, wishes,
    language, version, key, submitted_version, submitted_at, ticket_code, moves, created_at,
    ended_at)
SELECT 1 + g, lpad(to_hex(given.at::date - date '1970-01-01'), 4, '0')
        || translate(encode(substr(uuid_send(chance), 1, 9), 'base64'), '+/', '-_'),
    1 + person / 3, person, 'ended', 'replacement', '{}',
    jsonb_build_object('offices', jsonb_build_array(office.code), 'cannot', '[]'::jsonb,
        'not_on', '[]'::jsonb, 'not_before', NULL),
    'id', 6, chance, 6, given.at,
    -- No code of ours begins with 0, and the rest is another for everybody.
    '0' || lpad(to_hex(g * 2654435761 %% 268435456), 7, '0'), 0, given.at, given.at + interval '20 d'
FROM (
    SELECT g, 1 + g %% %(people)s AS person, md5(%(salt)s || 'a' || g)::uuid AS chance,
        g / (%(a_day)s * %(wide)s) AS nth, g / %(a_day)s %% %(wide)s AS office_nth
    FROM generate_series(%(first)s::bigint * %(wide)s * %(a_day)s,
        (%(last)s + 1)::bigint * %(wide)s * %(a_day)s - 1) AS g
) AS dealt
JOIN records_office office ON office.id = (%(offices)s::bigint[])[1 + office_nth]
CROSS JOIN LATERAL (
    SELECT (%(today)s::date - %(days)s + nth::int - 14)::timestamptz AS at
) given
ORDER BY g
-- and then
INSERT INTO records_appointment (id, application_id, sequence, cell_id, office_id, day,
    window_starts_at, window_ends_at, arrives_at, queue_letter, queue_number, given_at, ended_at,
    ending)
SELECT asked.id, asked.id, 0, cell.id, cell.office_id, cell.day, cell.starts_at,
    cell.starts_at + interval '30 minutes',
    cell.starts_at + (asked.id - 1) %% 10 * interval '3 minutes', 'A',
    1 + (asked.id - 1) %% %(a_day)s, asked.submitted_at, asked.ended_at, 'unserved'
FROM records_application asked JOIN records_cell cell ON cell.id = 1 + (asked.id - 1) / 10
WHERE asked.id BETWEEN 1 + %(first)s::bigint * %(wide)s * %(a_day)s
    AND (%(last)s + 1)::bigint * %(wide)s * %(a_day)s
ORDER BY asked.id
-- and then
INSERT INTO records_notice (ref, kind, version, application_id, account_id, to_address, language,
    content, message_id, due_at, state, created_at, tries, last_error, settled_at)
SELECT asked.ref, 'appointment_given', 0, asked.id, asked.account_id,
    'dahulu-' || asked.account_id || '@contoh.example', 'id', '{}',
    '<' || md5(asked.ref) || '@antrean.invalid>', asked.submitted_at, 'sent', asked.submitted_at, 1,
    '', asked.submitted_at
FROM records_application asked
WHERE asked.id BETWEEN 1 + %(first)s::bigint * %(wide)s * %(a_day)s
    AND (%(last)s + 1)::bigint * %(wide)s * %(a_day)s
ORDER BY asked.id
-- and then
WITH RECURSIVE said AS MATERIALIZED (
    SELECT (asked.id - 1) / %(a_day)s AS link, (asked.id - 1) %% %(a_day)s AS position, asked.ref,
        'account:' || asked.account_id AS actor, asked.submitted_at AS at, place.office_id,
        format('{"day":"%%s","number":"A-%%s","pool":"regular","sequence":0,"window":"%%s"}',
            place.day, lpad(place.queue_number::text, 3, '0'), left(cell.band_starts::text, 5))
            AS detail
    FROM records_application asked
    JOIN records_appointment place ON place.id = asked.id
    JOIN records_cell cell ON cell.id = place.cell_id
    WHERE asked.id BETWEEN 1 + %(first)s::bigint * %(wide)s * %(a_day)s
        AND (%(last)s + 1)::bigint * %(wide)s * %(a_day)s
),
body AS MATERIALIZED (
    SELECT office.code AS scope, 1 + link / %(wide)s AS sequence, link, at,
        format('{"at":"%%s+00:00","deeds":[%%s],"scope":"%%s","sequence":%%s}',
            to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'),
            string_agg(format('["appointment_given","%%s","%%s",%%s]', ref, actor, detail), ','
                ORDER BY position),
            office.code, 1 + link / %(wide)s) AS text
    FROM said JOIN records_office office ON office.id = said.office_id
    GROUP BY office.code, link, at
),
chain AS (
    SELECT scope, sequence, digest, NULL::bytea AS previous, NULL::bigint AS link,
        NULL::timestamptz AS at
    FROM records_ledgerhead
    UNION ALL
    SELECT body.scope, body.sequence, sha256(chain.digest || convert_to(body.text, 'UTF8')),
        chain.digest, body.link, body.at
    FROM chain JOIN body ON body.scope = chain.scope AND body.sequence = chain.sequence + 1
),
link AS (
    INSERT INTO records_ledgerlink (id, scope, sequence, previous, digest, at)
    SELECT 1 + link, scope, sequence, previous, digest, at FROM chain WHERE link IS NOT NULL
    ORDER BY link
),
head AS (
    UPDATE records_ledgerhead head SET sequence = last.sequence, digest = last.digest
    FROM (SELECT DISTINCT ON (scope) * FROM chain ORDER BY scope, sequence DESC) last
    WHERE head.scope = last.scope
)
INSERT INTO records_ledgerentry (link_id, position, deed, subject, actor, at, detail)
SELECT 1 + link, position, 'appointment_given', ref, actor, at, detail::jsonb FROM said
ORDER BY link, position
