"""The draw: which offices draw, batches that only go forward, receipts that stay as they are."""

import django.db.models.deletion
import django.db.models.lookups
from django.db import migrations, models

# A batch goes one step at a time; what was said of it stays; no receipt is left out at closing.
BATCH_GOES_FORWARD = """
CREATE OR REPLACE FUNCTION antrean_batch_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE states CONSTANT text[] := ARRAY['open', 'closed', 'drawn', 'published'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'open' THEN
            RAISE EXCEPTION 'a batch begins open' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF array_position(states, NEW.state) - array_position(states, OLD.state) NOT IN (0, 1)
       OR (NEW.id, NEW.day, NEW.closes_at, NEW.opened_at)
           IS DISTINCT FROM (OLD.id, OLD.day, OLD.closes_at, OLD.opened_at)
       OR (OLD.closed_at IS NOT NULL AND (NEW.closed_at, NEW.root, NEW.leaves)
           IS DISTINCT FROM (OLD.closed_at, OLD.root, OLD.leaves))
       OR (OLD.drawn_at IS NOT NULL AND (NEW.drawn_at, NEW.beacon)
           IS DISTINCT FROM (OLD.drawn_at, OLD.beacon))
       OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at)
    THEN
        RAISE EXCEPTION 'a batch never goes back'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = 'open' AND NEW.state = 'closed'
       AND NEW.leaves <> (SELECT count(*) FROM records_receipt WHERE batch_id = NEW.id) THEN
        RAISE EXCEPTION 'a batch closes over all its receipts'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draw_batch_goes_forward BEFORE INSERT OR UPDATE ON records_drawbatch
    FOR EACH ROW EXECUTE FUNCTION antrean_batch_goes_forward();
"""

# A receipt that comes after its batch was read would be missing from the root: whoever closes the
# batch locks it, and this waits for that and looks again. The answer is that of a constraint, so
# that the intake begins anew and finds the next batch.
RECEIPTS_COME_IN_TIME = """
CREATE OR REPLACE FUNCTION antrean_receipts_come_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM records_drawbatch WHERE id IN (SELECT batch_id FROM added)
        ORDER BY id FOR SHARE;
    IF EXISTS (
        SELECT FROM added LEFT JOIN records_drawbatch batch ON batch.id = added.batch_id
            AND batch.state = 'open' AND added.signed_at < batch.closes_at
        WHERE batch.id IS NULL)
    THEN
        RAISE EXCEPTION 'receipts come into an open batch, before it closes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER receipts_come_in_time AFTER INSERT ON records_receipt
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION antrean_receipts_come_in_time();
"""

STAYS = """
CREATE TRIGGER draw_batch_stays BEFORE DELETE ON records_drawbatch
    FOR EACH ROW EXECUTE FUNCTION antrean_append_only();
CREATE TRIGGER receipt_stays BEFORE UPDATE OR DELETE ON records_receipt
    FOR EACH ROW EXECUTE FUNCTION antrean_append_only();
CREATE TRIGGER office_way_stays BEFORE UPDATE OR DELETE ON records_officeway
    FOR EACH ROW EXECUTE FUNCTION antrean_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="DrawBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("closes_at", models.DateTimeField(unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("closed", "closed"),
                            ("drawn", "drawn"),
                            ("published", "published"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("root", models.BinaryField(max_length=32, null=True)),
                ("leaves", models.PositiveIntegerField(null=True)),
                ("drawn_at", models.DateTimeField(null=True)),
                ("beacon", models.BinaryField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "draw batches",
            },
        ),
        migrations.CreateModel(
            name="OfficeWay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_day", models.DateField()),
                (
                    "way",
                    models.CharField(
                        choices=[("soonest", "soonest"), ("draw", "draw")], max_length=7
                    ),
                ),
                ("why", models.CharField(max_length=200)),
                ("since_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("leaf", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("age_class", models.PositiveSmallIntegerField(default=0)),
                ("salt", models.BinaryField(max_length=16)),
                ("text", models.BinaryField()),
                ("signature", models.BinaryField(max_length=64)),
                ("signed_at", models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("in_draw", "in_draw"),
                    ("live", "live"),
                    ("refused", "refused"),
                    ("blocked", "blocked"),
                    ("ended", "ended"),
                ],
                default="draft",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_draw"), _negated=True),
                    models.Q(("applicant__isnull", False), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="application_in_draw_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("beacon__isnull", True),
                        ("closed_at__isnull", True),
                        ("drawn_at__isnull", True),
                        ("leaves__isnull", True),
                        ("published_at__isnull", True),
                        ("root__isnull", True),
                        ("state", "open"),
                    ),
                    models.Q(
                        ("beacon__isnull", True),
                        ("closed_at__isnull", False),
                        ("drawn_at__isnull", True),
                        ("leaves__isnull", False),
                        ("published_at__isnull", True),
                        ("root__isnull", False),
                        ("state", "closed"),
                    ),
                    models.Q(
                        ("beacon__isnull", False),
                        ("closed_at__isnull", False),
                        ("drawn_at__isnull", False),
                        ("leaves__isnull", False),
                        ("published_at__isnull", True),
                        ("root__isnull", False),
                        ("state", "drawn"),
                    ),
                    models.Q(
                        ("beacon__isnull", False),
                        ("closed_at__isnull", False),
                        ("drawn_at__isnull", False),
                        ("leaves__isnull", False),
                        ("published_at__isnull", False),
                        ("root__isnull", False),
                        ("state", "published"),
                    ),
                    _connector="OR",
                ),
                name="draw_batch_state_is_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened_at__lt", models.F("closes_at")),
                    ("closed_at__gte", models.F("closes_at")),
                    ("drawn_at__gt", models.F("closed_at")),
                    ("published_at__gte", models.F("drawn_at")),
                ),
                name="draw_batch_in_order_of_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawbatch",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    models.Func(
                        models.F("root"),
                        function="octet_length",
                        output_field=models.IntegerField(),
                    ),
                    32,
                ),
                name="draw_batch_root_is_whole",
            ),
        ),
        migrations.AddField(
            model_name="officeway",
            name="office",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ways",
                to="records.office",
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="application",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipts",
                to="records.application",
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="batch",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipts",
                to="records.drawbatch",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeway",
            constraint=models.UniqueConstraint(
                fields=("office", "from_day"), name="office_way_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="officeway",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ("soonest", "draw"))), name="office_way_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="officeway",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="office_way_has_its_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="officeway",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "from_day__gt",
                        models.Func(
                            models.F("since_at"),
                            output_field=models.DateField(),
                            template="(%(expressions)s AT TIME ZONE 'Asia/Jakarta')::date",
                        ),
                    )
                ),
                name="office_way_said_before",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(
                fields=("application", "age_class"), name="receipt_once_a_draw"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(
                fields=("batch", "application"), name="receipt_once_a_batch"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "leaf",
                        models.Func(
                            models.F("salt"),
                            models.F("text"),
                            arg_joiner=" || ",
                            output_field=models.BinaryField(),
                            template="sha256('\\x00' || %(expressions)s)",
                        ),
                    )
                ),
                name="receipt_opens_its_leaf",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    models.Func(
                        models.F("salt"),
                        function="octet_length",
                        output_field=models.IntegerField(),
                    ),
                    16,
                ),
                name="receipt_salt_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    models.Func(
                        models.F("signature"),
                        function="octet_length",
                        output_field=models.IntegerField(),
                    ),
                    64,
                ),
                name="receipt_signature_is_whole",
            ),
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (BATCH_GOES_FORWARD, RECEIPTS_COME_IN_TIME, STAYS)
        ),
    ]
