"""Tells Django that the back office is its administration site, and which tables it shows."""

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig


class BackofficeConfig(AppConfig):
    """The room. It registers its tables itself: those of other packages stay out."""

    name = "antrean.backoffice"
    default = True

    def ready(self) -> None:
        from antrean.backoffice import registry, words  # needs the models to be loaded

        words.name_tables_and_columns()
        registry.register_all()


class AdminConfig(SimpleAdminConfig):
    """Django's administration with our gate."""

    default_site = "antrean.backoffice.site.BackOffice"
