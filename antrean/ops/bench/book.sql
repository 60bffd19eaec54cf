WITH clock AS MATERIALIZED (
    SELECT clock_timestamp()
        + make_interval(secs => (SELECT seconds FROM records_clockoffset WHERE id = 1)) AS at
),
asked AS (
    UPDATE records_application asked
    SET state = 'live', submitted_version = asked.version, submitted_at = clock.at,
        ticket_code = lpad(upper(to_hex(asked.id * 2654435761 % 4294967296)), 8, '0')
    FROM clock
    WHERE asked.id = :draft AND asked.state = 'draft' AND asked.version = :version
        AND asked.purpose IN ('new', 'replacement', 'data_change')
        AND asked.applicant_id IS NOT NULL AND asked.wishes -> 'offices' <> '[]'
    RETURNING asked.id, asked.ref, asked.account_id, asked.applicant_id, asked.language
),
claim AS (
    INSERT INTO records_liveapplication (nik_hash, application_id, since_at)
    SELECT person.nik_hash, asked.id, clock.at
    FROM asked JOIN records_applicant person ON person.id = asked.applicant_id CROSS JOIN clock
    RETURNING application_id
),
cell AS (
    UPDATE records_cell cell SET taken = cell.taken + 1
    FROM claim, bench_cell wanted
    WHERE wanted.nth = :nth AND cell.id = wanted.cell_id AND cell.taken < cell.seats
    RETURNING cell.*, wanted.scope
),
day AS (
    UPDATE records_officeday place SET last_number = place.last_number + 1
    FROM cell WHERE place.office_id = cell.office_id AND place.day = cell.day
    RETURNING place.last_number, cell.*
),
place AS (
    INSERT INTO records_appointment (application_id, sequence, cell_id, office_id, day,
        window_starts_at, window_ends_at, arrives_at, queue_letter, queue_number, given_at, ending)
    SELECT asked.id, 0, day.id, day.office_id, day.day, day.starts_at,
        day.starts_at + make_interval(mins => day.band_minutes),
        day.starts_at + make_interval(mins => (day.taken - 1) * day.band_minutes / day.seats),
        'A', day.last_number, clock.at, ''
    FROM day, asked, clock
    RETURNING application_id
),
told AS (
    INSERT INTO records_notice (ref, kind, version, application_id, account_id, to_address,
        language, content, message_id, due_at, state, created_at, tries, last_error)
    SELECT asked.ref, 'appointment_given', 0, asked.id, account.id, account.email, asked.language,
        '{}', '<' || md5(asked.ref) || '@antrean.invalid>', clock.at, 'pending', clock.at, 0, ''
    FROM place, asked JOIN records_account account ON account.id = asked.account_id, clock
    WHERE account.email <> ''
    RETURNING id
),
said AS MATERIALIZED (
    SELECT day.scope, asked.ref, 'account:' || asked.account_id AS actor, clock.at,
        format('{"day":"%s","number":"A-%s","pool":"%s","sequence":0,"window":"%s"}',
            day.day, lpad(day.last_number::text, greatest(3, length(day.last_number::text)), '0'),
            day.pool, left(day.band_starts::text, 5)) AS detail
    FROM day, asked, clock
    WHERE (SELECT count(*) FROM told) >= 0  -- the head of the chain is locked last
),
head AS (
    UPDATE records_ledgerhead head
    SET sequence = before.sequence + 1, digest = sha256(before.digest || convert_to(format(
        '{"at":"%s+00:00","deeds":[["appointment_given","%s","%s",%s]],"scope":"%s","sequence":%s}',
        replace(to_char(said.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24":"MI":"SS.US'), '.000000', ''),
        said.ref, said.actor, said.detail, said.scope, before.sequence + 1), 'UTF8'))
    FROM said CROSS JOIN LATERAL (
        SELECT sequence, digest FROM records_ledgerhead chain WHERE chain.scope = said.scope
        FOR NO KEY UPDATE
    ) before
    WHERE head.scope = said.scope
    RETURNING head.scope, head.sequence, before.digest AS previous, head.digest
),
link AS (
    INSERT INTO records_ledgerlink (scope, sequence, previous, digest, at)
    SELECT head.scope, head.sequence, head.previous, head.digest, clock.at FROM head, clock
    RETURNING id
),
entry AS (
    INSERT INTO records_ledgerentry (link_id, position, deed, subject, actor, at, detail)
    SELECT link.id, 0, 'appointment_given', said.ref, said.actor, said.at, said.detail::jsonb
    FROM link, said
    RETURNING id
)
SELECT 1 / count(*) FROM entry;
