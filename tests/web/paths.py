"""Addresses of one application's pages, as a browser asks for them."""

from antrean.records.models import Application


def step(application: Application, name: str) -> str:
    return f"/permohonan/{application.ref}/{name}/"


def ticket(application: Application, page: str = "") -> str:
    return f"/janji/{application.ref}/{page}"
