"""Every guard that a model names stands in the database: migrations have not lost any."""

import pytest
from django.apps import apps
from django.db import connection

from tests.storm.crowd import without

pytestmark = pytest.mark.django_db(transaction=True)


def named_by_models():
    """Return the names of all constraints and indexes of our models."""
    models = apps.get_app_config("records").get_models()
    return {
        each.name for model in models for each in (*model._meta.constraints, *model._meta.indexes)
    }


def standing():
    """Return the names of all constraints and indexes of the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint UNION "
            "SELECT relname FROM pg_class WHERE relkind = 'i'"
        )
        return {name for (name,) in cursor.fetchall()}


def test_every_constraint_and_index_of_a_model_stands_in_the_database():
    assert named_by_models() - standing() == set()


def test_a_guard_that_was_lost_is_missed():
    with without("appointment_one_live", table="records_appointment"):
        assert named_by_models() - standing() == {"appointment_one_live"}
