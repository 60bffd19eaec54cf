"""Tells Django where the look lives; it stands first, so that its templates win."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "antrean.ui"
    label = "ui"
