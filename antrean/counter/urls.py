"""Addresses of the officer's pages."""

from django.urls import URLPattern

app_name = "counter"
urlpatterns: list[URLPattern] = []
