"""Addresses of sign-up, login and the second factor."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
