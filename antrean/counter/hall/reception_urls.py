"""Addresses of the reception: the door, the overview, exceptions, devices, appeals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
