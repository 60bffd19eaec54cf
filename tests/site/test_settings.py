"""Settings: production starts only with secrets of its own, and every page is guarded."""

import os
import subprocess
import sys

import pytest

SECRETS = {
    "ANTREAN_SECRET_KEY": "a" * 50,
    "ANTREAN_CIPHER_KEYS": "k1:" + "00" * 32,
    "ANTREAN_NIK_PEPPER": "b" * 50,
    "ANTREAN_PASS_KEY": "c" * 50,
    "ANTREAN_RECEIPT_KEYS": "dd" * 32,
}


def start(**environment):
    """Read the settings in a process of its own, as a server would; return what it said."""
    words = {**os.environ, "ANTREAN_PRODUCTION": "1", **environment}
    return subprocess.run(
        [sys.executable, "-c", "from antrean.site import settings; print(settings.DEMO)"],
        env={key: value for key, value in words.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", SECRETS)
def test_production_does_not_start_without_each_of_its_secrets(missing):
    ended = start(**{**SECRETS, missing: "", "ANTREAN_CIPHER_KEY": "", "ANTREAN_RECEIPT_KEY": ""})

    assert ended.returncode != 0
    assert "is not set" in ended.stderr


def test_production_with_its_secrets_starts_and_is_never_a_demonstration(tmp_path):
    ended = start(**SECRETS, ANTREAN_DEMO="1", ANTREAN_VAR=str(tmp_path))

    assert ended.returncode == 0
    assert ended.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("beacon", "said"),
    [
        ("embedded", "drand or witnesses"),
        ("dice", "drand or witnesses"),
        ("drand", "ANTREAN_DRAND_RELAYS is not set"),
        ("witnesses", "ANTREAN_WITNESSES is not set"),
    ],
)
def test_production_does_not_start_with_a_beacon_that_could_give_no_chance(beacon, said, tmp_path):
    ended = start(**SECRETS, ANTREAN_BEACON=beacon, ANTREAN_VAR=str(tmp_path))

    assert ended.returncode != 0
    assert said in ended.stderr


def test_production_starts_with_a_beacon_that_has_what_it_needs(tmp_path):
    relays = "https://relay.example"

    ended = start(
        **SECRETS, ANTREAN_BEACON="drand", ANTREAN_DRAND_RELAYS=relays, ANTREAN_VAR=str(tmp_path)
    )

    assert ended.returncode == 0


LOGS = """
import django, structlog
django.setup()
structlog.get_logger().warning("noted", text="3201 0112 3456 7890")
"""


def logged(level):
    """Log a warning that holds an identity number; return what went out, and where to."""
    said = subprocess.run(
        [sys.executable, "-c", LOGS],
        env={**os.environ, "ANTREAN_LOG": level},
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout, said.stderr


def test_what_is_logged_by_name_and_value_hides_numbers_too_and_keeps_off_the_output():
    out, told = logged("WARNING")

    assert out == ""
    assert "noted" in told
    assert "16 digits hidden" in told
    assert "7890" not in told


def test_a_quieter_log_is_quiet_about_that_too():
    assert logged("ERROR") == ("", "")


@pytest.mark.django_db
def test_every_page_carries_the_strict_policy(client):
    response = client.get("/akun/login/")

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
