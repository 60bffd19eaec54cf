"""Addresses of sign-up, login, identity, the people of an account and the second factor."""

from django.urls import include, path

from antrean.accounts import identity, people, security

own = [
    path("identitas/", identity.identity, name="identity"),
    path("siap/", identity.ready, name="ready"),
    path("orang/", people.people, name="people"),
    path("orang/tambah/", people.add_person, name="add_person"),
    path("keamanan/", security.security, name="security"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    path("", include("allauth.urls")),
]
