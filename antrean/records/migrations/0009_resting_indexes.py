"""Lets a submission change nothing that an index knows: ticket codes and claims come with the draft."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CLAIMS = """
INSERT INTO records_draftclaim (account_id, application_id)
SELECT account_id, id FROM records_application WHERE state = 'draft' AND account_id IS NOT NULL
"""

ROOM = {"application": 85, "cell": 50, "officeday": 50, "ledgerhead": 50}
"""Percent of a page that is filled at first: a changed row finds place beside the old one.

People who submit together began at other times, so few of a page change at once. Cells, days and
heads change many at once, and they are few.
"""


def give_codes(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give drafts, and what was refused before, the code they will have, in the door's order."""
    from antrean.adapters.ticket_codes import code_of

    applications = apps.get_model("records", "Application")
    without = applications.objects.filter(ticket_code=None).order_by("pk")
    for application in without.only("id").iterator(chunk_size=1000):
        applications.objects.filter(pk=application.pk).update(ticket_code=code_of(application.pk))


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_receipts"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftClaim",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.application",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(CLAIMS, migrations.RunSQL.noop),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="application", name="application_one_draft"),
        *(
            migrations.RunSQL(
                f"ALTER TABLE records_{name} SET (fillfactor = {percent})",
                f"ALTER TABLE records_{name} RESET (fillfactor)",
            )
            for name, percent in ROOM.items()
        ),
    ]
