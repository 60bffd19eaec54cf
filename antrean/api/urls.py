"""The public JSON API: today it answers whether the service is well."""

from django.http import HttpRequest
from django.urls import path
from ninja import NinjaAPI, Schema

from antrean.records import clock

api = NinjaAPI(title="Antrean", version="1", docs_url=None, urls_namespace="api")


class Health(Schema):
    """The database answered, and at which instant of the service's clock."""

    status: str
    now: str


@api.get("/health", response=Health)
def health(request: HttpRequest) -> Health:
    """Answer once the database has answered."""
    return Health(status="ok", now=clock.now().isoformat())


urlpatterns = [path("", api.urls)]
