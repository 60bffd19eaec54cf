"""The tables of Antrean form one Django application."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registers the models of this room under the label `records`."""

    name = "antrean.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
