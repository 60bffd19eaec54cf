"""Addresses of the counter consoles."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
