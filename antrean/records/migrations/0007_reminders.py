"""When the next reminder of an office's day falls due; days that are over need no look."""

import datetime

from django.db import migrations, models

PAST_DAYS = "UPDATE records_officeday SET remind_at = NULL WHERE day < antrean_now()::date - 1"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_lean_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="officeday",
            name="remind_at",
            field=models.DateTimeField(
                db_default=datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC), null=True
            ),
        ),
        migrations.RunSQL(PAST_DAYS, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="officeday",
            index=models.Index(
                condition=models.Q(("remind_at__isnull", False)),
                fields=["remind_at"],
                name="office_day_to_remind",
            ),
        ),
    ]
