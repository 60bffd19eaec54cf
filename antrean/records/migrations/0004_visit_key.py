"""The idempotency key of whoever came without an appointment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_hall"),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="key",
            field=models.UUIDField(null=True, unique=True),
        ),
    ]
