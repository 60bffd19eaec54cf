"""The hall: counters with shifts, visits with stages, what was told; check-ins become visits."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

VISITS_OF_CHECK_INS = """
INSERT INTO records_visit (
    office_id, day, appointment_id, queue_letter, queue_number, service, line, priority_reason,
    needs, people, party, language, arrives_at, arrived_at, by_id, standing, since, stage,
    stage_place, stage_since, state, parked_for, times_missed, version, ended_at)
SELECT place.office_id, place.day, place.id, place.queue_letter, place.queue_number,
    CASE asked.purpose WHEN '' THEN 'new' ELSE asked.purpose END, 'booked', '',
    coalesce(asked.answers -> 'needs', '[]'), 1, asked.account_id, asked.language,
    place.arrives_at, arrival.at, arrival.by_id, 'punctual', place.window_starts_at, 'documents',
    0, arrival.at,
    CASE WHEN place.ending = 'served' THEN 'done' WHEN place.ending = 'absent' THEN 'absent'
         WHEN place.ended_at IS NOT NULL THEN 'left'
         WHEN EXISTS (SELECT 1 FROM records_call called
                      WHERE called.appointment_id = place.id AND called.ended_at IS NULL)
         THEN 'at_counter' ELSE 'waiting' END,
    '', CASE WHEN place.ending = 'absent' THEN 1 ELSE 0 END, 1, place.ended_at
FROM records_checkin arrival
JOIN records_appointment place ON place.id = arrival.appointment_id
JOIN records_application asked ON asked.id = place.application_id;
UPDATE records_call called SET visit_id = visit.id, "group" = 'booked'
FROM records_visit visit WHERE visit.appointment_id = called.appointment_id;
UPDATE records_call called SET ended_at = visit.ended_at, outcome = 'withdrawn'
FROM records_visit visit WHERE visit.id = called.visit_id
    AND called.ended_at IS NULL AND visit.ended_at IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nik_hash", models.BinaryField(db_index=True, max_length=32)),
                ("day", models.DateField()),
                ("came", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("appeal", models.CharField(blank=True, max_length=300)),
                ("appealed_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("excused", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Announced",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("ahead", models.PositiveSmallIntegerField()),
                ("low", models.PositiveSmallIntegerField()),
                ("likely", models.PositiveSmallIntegerField()),
                ("high", models.PositiveSmallIntegerField()),
                ("basis", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="CounterDeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                ("number", models.CharField(blank=True, max_length=8)),
                ("before", models.JSONField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Coverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("announced", models.PositiveIntegerField()),
                ("inside", models.PositiveIntegerField()),
                ("error_minutes", models.FloatField()),
                ("calibration", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("kiosk", "kiosk"), ("display", "display")], max_length=7
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("key_hash", models.BinaryField(max_length=32, unique=True)),
                ("printer", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="HallAlert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paper", "paper"),
                            ("sound", "sound"),
                            ("screen", "screen"),
                            ("help", "help"),
                        ],
                        max_length=6,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="HallDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("paused", "paused"),
                            ("emergency", "emergency"),
                            ("closed", "closed"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("text_id", models.CharField(blank=True, max_length=160)),
                ("text_en", models.CharField(blank=True, max_length=160)),
                ("given_priority", models.PositiveSmallIntegerField(default=0)),
                ("given_walk_in", models.PositiveSmallIntegerField(default=0)),
                ("given_collection", models.PositiveSmallIntegerField(default=0)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="HallEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call", "call"),
                            ("recall", "recall"),
                            ("withdrawn", "withdrawn"),
                            ("hall", "hall"),
                            ("announcement", "announcement"),
                        ],
                        max_length=12,
                    ),
                ),
                ("body", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="OrderException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PaperCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("present", models.JSONField(default=list)),
                ("missing", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("rest", "rest"),
                            ("prayer", "prayer"),
                            ("briefing", "briefing"),
                            ("fault", "fault"),
                            ("other", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stages", models.JSONField(default=list)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="StagePlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("replacement", "replacement"),
                            ("data_change", "data_change"),
                            ("lost", "lost"),
                            ("damaged", "damaged"),
                            ("collection", "collection"),
                        ],
                        max_length=12,
                    ),
                ),
                ("stages", models.JSONField()),
                ("valid_from", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("queue_letter", models.CharField(max_length=1)),
                ("queue_number", models.PositiveIntegerField()),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("replacement", "replacement"),
                            ("data_change", "data_change"),
                            ("lost", "lost"),
                            ("damaged", "damaged"),
                            ("collection", "collection"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "line",
                    models.CharField(
                        choices=[
                            ("booked", "booked"),
                            ("priority", "priority"),
                            ("walk_in", "walk_in"),
                            ("collection", "collection"),
                        ],
                        max_length=10,
                    ),
                ),
                ("priority_reason", models.CharField(blank=True, max_length=80)),
                ("needs", models.JSONField(default=list)),
                ("people", models.PositiveSmallIntegerField(default=1)),
                ("party", models.BigIntegerField(null=True)),
                ("language", models.CharField(default="id", max_length=2)),
                ("arrives_at", models.DateTimeField(null=True)),
                ("arrived_at", models.DateTimeField()),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("punctual", "punctual"),
                            ("late", "late"),
                            ("end", "end"),
                            ("open", "open"),
                        ],
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("documents", "documents"),
                            ("photo", "photo"),
                            ("payment", "payment"),
                            ("collection", "collection"),
                        ],
                        max_length=10,
                    ),
                ),
                ("stage_place", models.PositiveSmallIntegerField(default=0)),
                ("stage_since", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("at_counter", "at_counter"),
                            ("parked", "parked"),
                            ("absent", "absent"),
                            ("done", "done"),
                            ("unserved", "unserved"),
                            ("left", "left"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "parked_for",
                    models.CharField(
                        blank=True,
                        choices=[("papers", "papers"), ("payment", "payment"), ("other", "other")],
                        max_length=8,
                    ),
                ),
                ("missed_at", models.DateTimeField(null=True)),
                ("times_missed", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="call",
            name="call_one_counter_per_ticket",
        ),
        migrations.AddField(
            model_name="call",
            name="called_again_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="group",
            field=models.CharField(
                blank=True,
                choices=[("priority", "priority"), ("booked", "booked"), ("open", "open")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="stage",
            field=models.CharField(
                choices=[
                    ("documents", "documents"),
                    ("photo", "photo"),
                    ("payment", "payment"),
                    ("collection", "collection"),
                ],
                default="documents",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="started_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="times",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="call",
            name="why",
            field=models.CharField(
                choices=[
                    ("exception", "exception"),
                    ("family", "family"),
                    ("further", "further"),
                    ("priority", "priority"),
                    ("window", "window"),
                    ("late", "late"),
                    ("waited", "waited"),
                    ("open", "open"),
                    ("early", "early"),
                ],
                default="window",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="counter",
            name="arrow",
            field=models.CharField(
                blank=True,
                choices=[("left", "left"), ("ahead", "ahead"), ("right", "right")],
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="counter",
            name="is_accessible",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="counter",
            name="stages",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name="appointment",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[
                    ("moved", "moved"),
                    ("cancelled", "cancelled"),
                    ("released", "released"),
                    ("served", "served"),
                    ("absent", "absent"),
                    ("unserved", "unserved"),
                ],
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="call",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("served", "served"),
                    ("absent", "absent"),
                    ("transferred", "transferred"),
                    ("parked", "parked"),
                    ("withdrawn", "withdrawn"),
                ],
                max_length=11,
            ),
        ),
        migrations.AddConstraint(
            model_name="counter",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="counter_number_from_one"
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="appointment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absence",
                to="records.appointment",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="counterdeed",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="coverage",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="coverages",
                to="records.office",
            ),
        ),
        migrations.AddField(
            model_name="device",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="device",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="devices",
                to="records.office",
            ),
        ),
        migrations.AddField(
            model_name="hallalert",
            name="device",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="records.device"
            ),
        ),
        migrations.AddField(
            model_name="hallalert",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hallalert",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hall_alerts",
                to="records.office",
            ),
        ),
        migrations.AddField(
            model_name="hallday",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hallday",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hall_days",
                to="records.office",
            ),
        ),
        migrations.AddField(
            model_name="hallevent",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hall_events",
                to="records.office",
            ),
        ),
        migrations.AddField(
            model_name="orderexception",
            name="agreed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="orderexception",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="papercheck",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="shift",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shifts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="shift",
            name="counter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shifts",
                to="records.counter",
            ),
        ),
        migrations.AddField(
            model_name="pause",
            name="shift",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pauses",
                to="records.shift",
            ),
        ),
        migrations.AddField(
            model_name="counterdeed",
            name="shift",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deeds",
                to="records.shift",
            ),
        ),
        migrations.AddField(
            model_name="stageplan",
            name="office",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="plans",
                to="records.office",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="appointment",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visit",
                to="records.appointment",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="device",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="records.device"
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visits",
                to="records.office",
            ),
        ),
        migrations.AddField(
            model_name="papercheck",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paper_checks",
                to="records.visit",
            ),
        ),
        migrations.AddField(
            model_name="orderexception",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exceptions",
                to="records.visit",
            ),
        ),
        migrations.AddField(
            model_name="announced",
            name="visit",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="announced",
                to="records.visit",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="visit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calls",
                to="records.visit",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("visit",),
                name="call_one_counter_per_ticket",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("outcome", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="call_end_is_said",
            ),
        ),
        migrations.RunSQL(VISITS_OF_CHECK_INS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="call",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calls",
                to="records.visit",
            ),
        ),
        migrations.RemoveField(
            model_name="checkin",
            name="appointment",
        ),
        migrations.RemoveField(
            model_name="checkin",
            name="by",
        ),
        migrations.RemoveField(
            model_name="call",
            name="appointment",
        ),
        migrations.DeleteModel(
            name="CheckIn",
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("excused", False),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="absence_excused_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="coverage",
            constraint=models.UniqueConstraint(fields=("office", "day"), name="coverage_once"),
        ),
        migrations.AddConstraint(
            model_name="coverage",
            constraint=models.CheckConstraint(
                condition=models.Q(("inside__lte", models.F("announced"))),
                name="coverage_within_announced",
            ),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True)),
                fields=("office", "name"),
                name="device_name_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="hallalert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("office", "device", "kind"),
                name="hall_alert_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="hallday",
            constraint=models.UniqueConstraint(fields=("office", "day"), name="hall_day_once"),
        ),
        migrations.AddConstraint(
            model_name="hallday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                    models.Q(
                        models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="hall_day_closed_says_when",
            ),
        ),
        migrations.AddIndex(
            model_name="hallevent",
            index=models.Index(fields=["office", "id"], name="hall_event_office"),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("counter",),
                name="shift_one_a_counter",
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("account",),
                name="shift_one_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True),
                    ("closed_at__gte", models.F("opened_at")),
                    _connector="OR",
                ),
                name="shift_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_at__isnull", True)),
                fields=("shift",),
                name="pause_one_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="counterdeed",
            index=models.Index(fields=["shift", "-id"], name="counter_deed_latest"),
        ),
        migrations.AddConstraint(
            model_name="stageplan",
            constraint=models.UniqueConstraint(
                fields=("office", "service", "valid_from"),
                name="stage_plan_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["office", "day", "state"],
                name="visit_in_the_hall",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                fields=("office", "day", "queue_letter", "queue_number"),
                name="visit_number_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        models.Q(("state__in", ("done", "unserved", "left")), _negated=True),
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        models.Q(
                            ("state__in", ("done", "unserved", "left")),
                            models.Q(("ended_at__isnull", False), ("state", "absent")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="visit_end_is_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("by__isnull", False), ("device__isnull", False), _connector="OR"
                ),
                name="visit_was_received",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("appointment__isnull", False), ("line", "booked")),
                    ("line", "priority"),
                    models.Q(
                        ("appointment__isnull", True), ("line__in", ("walk_in", "collection"))
                    ),
                    _connector="OR",
                ),
                name="visit_line_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "parked"), _negated=True),
                    models.Q(("parked_for", ""), _negated=True),
                    _connector="OR",
                ),
                name="visit_parked_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("people__gte", 1)), name="visit_of_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderexception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_by__isnull", True),
                    models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="exception_by_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderexception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("used_at__isnull", True),
                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                    _connector="OR",
                ),
                name="exception_used_after_agreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderexception",
            constraint=models.UniqueConstraint(
                condition=models.Q(("refused_at__isnull", True), ("used_at__isnull", True)),
                fields=("visit",),
                name="exception_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="announced",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("likely__lte", models.F("high")), ("low__lte", models.F("likely"))
                ),
                name="announced_in_order",
            ),
        ),
    ]
