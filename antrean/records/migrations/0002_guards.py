"""Guards that only SQL can give: the one clock, and rows that nobody may change afterwards."""

from django.db import migrations

CLOCK = """
INSERT INTO records_clockoffset (id, seconds, movable) VALUES (1, 0, false)
ON CONFLICT DO NOTHING;
CREATE OR REPLACE FUNCTION antrean_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT clock_timestamp()
        + make_interval(secs => coalesce((SELECT seconds FROM records_clockoffset WHERE id = 1), 0))
$$;
"""

APPEND_ONLY = """
CREATE OR REPLACE FUNCTION antrean_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER ledger_link_stays BEFORE UPDATE OR DELETE ON records_ledgerlink
    FOR EACH ROW EXECUTE FUNCTION antrean_append_only();
CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON records_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION antrean_append_only();
"""

# Identity fields never change once a time was asked for (allocation, A7).
IDENTITY_STAYS = """
CREATE OR REPLACE FUNCTION antrean_identity_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.nik_hash, OLD.birth_date, OLD.sex) IS DISTINCT FROM
       (NEW.nik_hash, NEW.birth_date, NEW.sex)
       AND EXISTS (SELECT 1 FROM records_application
                   WHERE applicant_id = OLD.id AND submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'identity is fixed after submission'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER applicant_identity_stays BEFORE UPDATE ON records_applicant
    FOR EACH ROW EXECUTE FUNCTION antrean_identity_stays();
"""

# What `cache_table` of the rate-limit state needs; unlogged, since losing it only forgets limits.
RATE_LIMITS = """
CREATE UNLOGGED TABLE IF NOT EXISTS rate_limit_state (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS rate_limit_state_expires ON rate_limit_state (expires);
"""


class Migration(migrations.Migration):
    """Adds functions and triggers beside the tables."""

    dependencies = (("records", "0001_initial"),)
    operations = tuple(
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (CLOCK, APPEND_ONLY, IDENTITY_STAYS, RATE_LIMITS)
    )
