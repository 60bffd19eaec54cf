"""Only stages that exist may be done at a counter or stand in a plan."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_visit_key"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="counter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stages__contained_by", ["documents", "photo", "payment", "collection"])
                ),
                name="counter_stages_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="stageplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stages__contained_by", ["documents", "photo", "payment", "collection"]),
                    models.Q(("stages", []), _negated=True),
                ),
                name="stage_plan_of_known_stages",
            ),
        ),
    ]
