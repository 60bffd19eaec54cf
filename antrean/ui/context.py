"""What every page knows without being told."""

from django.conf import settings
from django.http import HttpRequest


def service(_request: HttpRequest) -> dict[str, object]:
    """Return the words that stand on every page: the name of the service."""
    return {"service_name": settings.SERVICE_NAME, "is_demo": getattr(settings, "DEMO", False)}
