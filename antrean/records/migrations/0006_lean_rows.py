"""Leaves out the indexes that a submission would pay for and nobody reads (decision 11)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Drops second indexes; the guard of one live place is made anew, see below."""

    dependencies = [
        ("records", "0005_stages_known"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="appointment",
            name="appointment_office_day",
        ),
        migrations.AlterField(
            model_name="application",
            name="helped_at",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.office",
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="helped_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="ref",
            field=models.CharField(max_length=16),
        ),
        migrations.AlterField(
            model_name="application",
            name="ticket_code",
            field=models.CharField(max_length=8, null=True),
        ),
        # Taking the index off the column takes every index with it that stands on this column
        # alone, the partial unique one included: it goes and comes back by name.
        migrations.RemoveConstraint(model_name="appointment", name="appointment_one_live"),
        migrations.AlterField(
            model_name="appointment",
            name="application",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="records.application",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("application",),
                name="appointment_one_live",
            ),
        ),
        migrations.AlterField(
            model_name="appointment",
            name="cell",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="records.cell",
            ),
        ),
        migrations.AlterField(
            model_name="appointment",
            name="office",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="records.office",
            ),
        ),
        migrations.AlterField(
            model_name="ledgerentry",
            name="link",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="records.ledgerlink",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="account",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="application",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="records.application",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="message_id",
            field=models.CharField(max_length=80),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("helped_at__isnull", False)),
                fields=["helped_at", "created_at"],
                name="application_helped",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(fields=("ref",), name="application_ref_once"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=("ticket_code",), name="application_ticket_code_once"
            ),
        ),
    ]
