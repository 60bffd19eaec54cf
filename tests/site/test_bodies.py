"""A body that no form can have is refused with a reason, in the reader's language."""

import pytest

LARGE = {"username": "a" * 70_000}
LIMITER = "antrean.site.bodies.refuse_strange_bodies"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"), [("id", "Kiriman terlalu besar"), ("en", "What was sent is too large")]
)
def test_a_huge_form_is_413_and_says_what_to_do(client, language, said):
    client.cookies["bahasa"] = language

    response = client.post("/akun/signup/", LARGE)

    assert response.status_code == 413
    assert said in response.content.decode()


@pytest.mark.django_db
def test_without_the_limit_nobody_says_so(client, settings):
    """The twin: Django's own answer is a bare 400."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != LIMITER]

    response = client.post(
        "/akun/signup/", "a" * 70_000, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code != 413


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream"])
def test_a_content_type_no_form_has_is_415_and_changes_nothing(client, django_user_model, kind):
    response = client.post("/akun/signup/", b'{"username": "siti"}', content_type=kind)

    assert response.status_code == 415
    assert "bukan formulir" in response.content.decode()
    assert not django_user_model.objects.exists()
