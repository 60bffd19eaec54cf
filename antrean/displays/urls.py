"""Addresses of the hall screens."""

from django.urls import URLPattern

app_name = "displays"
urlpatterns: list[URLPattern] = []
