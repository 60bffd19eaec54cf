"""The API says whether the service is well, and nothing else yet."""

import pytest


@pytest.mark.django_db
def test_health_answers_once_the_database_has_answered(client):
    response = client.get("/api/health")

    assert response.status_code == 200
    assert response.json()["status"] == "ok"


def test_nothing_else_is_published(client):
    assert client.get("/api/openapi.json").status_code in {200, 404}
    assert client.get("/api/applications").status_code == 404
