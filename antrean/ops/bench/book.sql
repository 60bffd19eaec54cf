WITH asked AS (
    UPDATE records_application asked
    SET state = 'live', submitted_version = asked.version, submitted_at = now()
    WHERE asked.id = :draft AND asked.state = 'draft' AND asked.version = :version
        AND asked.purpose IN ('new', 'replacement', 'data_change')
        AND asked.applicant_id IS NOT NULL AND asked.wishes -> 'offices' <> '[]'
    RETURNING asked.id, asked.ref, asked.account_id, asked.applicant_id, asked.language
),
filled_in AS (
    DELETE FROM records_draftclaim claim USING asked
    WHERE claim.account_id = asked.account_id AND claim.application_id = asked.id
),
claim AS (
    INSERT INTO records_liveapplication (nik_hash, application_id, since_at)
    SELECT person.nik_hash, asked.id, now()
    FROM asked JOIN records_applicant person ON person.id = asked.applicant_id
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
        'A', day.last_number, now(), ''
    FROM day, asked
    RETURNING application_id
),
told AS (
    INSERT INTO records_notice (ref, kind, version, application_id, account_id, to_address,
        language, content, message_id, due_at, state, created_at, tries, last_error)
    SELECT asked.ref, 'appointment_given', 0, asked.id, account.id, account.email, asked.language,
        '{}', '<' || md5(asked.ref) || '@antrean.invalid>', now(), 'pending', now(), 0, ''
    FROM place, asked JOIN records_account account ON account.id = asked.account_id
    WHERE account.email <> ''
    RETURNING id
),
said AS MATERIALIZED (
    SELECT day.scope, asked.ref, 'account:' || asked.account_id AS actor,
        format('{"day":"%s","number":"A-%s","pool":"%s","sequence":0,"window":"%s"}',
            day.day, lpad(day.last_number::text, greatest(3, length(day.last_number::text)), '0'),
            day.pool, left(day.band_starts::text, 5)) AS detail
    FROM day, asked
    WHERE (SELECT count(*) FROM told) >= 0  -- the head of the chain is locked last
),
head AS (
    UPDATE records_ledgerhead head
    SET sequence = head.sequence + 1, digest = sha256(head.digest || convert_to(format(
        '{"at":"%s+00:00","deeds":[["appointment_given","%s","%s",%s]],"scope":"%s","sequence":%s}',
        -- as Python writes it; a colon before a letter would be a variable of pgbench
        replace(to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24":"MI":"SS.US'), '.000000', ''),
        said.ref, said.actor, said.detail, said.scope, head.sequence + 1), 'UTF8'))
    FROM said WHERE head.scope = said.scope
    RETURNING new.scope, new.sequence, old.digest AS previous, new.digest
),
link AS (
    INSERT INTO records_ledgerlink (scope, sequence, previous, digest, at)
    SELECT head.scope, head.sequence, head.previous, head.digest, now() FROM head
    RETURNING id
),
entry AS (
    INSERT INTO records_ledgerentry (link_id, position, deed, subject, actor, at, detail)
    SELECT link.id, 0, 'appointment_given', said.ref, said.actor, now(), said.detail::jsonb
    FROM link, said
    RETURNING id
)
SELECT 1 / count(*) FROM entry;  -- whoever got no place breaks here, and leaves nothing behind
