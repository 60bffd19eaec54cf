"""The voice over HTTP: what can be heard, own recordings first, and nothing but fragments."""

import json

import pytest

from antrean.domain.hall import voice

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, settings):
    settings.VAR = tmp_path
    return tmp_path / "voice"


def keep(path, content=b"sound"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture
def bank(folder):
    """Two fragments, of which the manifest knows one."""
    for name in ("chime", "digit_0"):
        keep(folder / "id" / f"{name}.opus", b"bank, opus")
        keep(folder / "id" / f"{name}.mp3", b"bank, mp3")
    noted = {"chime": {"language": "id", "seconds": 0.8, "text": "", "recipe": 1}}
    (folder / "id" / "manifest.json").write_text(json.dumps(noted))
    return folder


def contents(client, office, language="id"):
    return client.get(f"/layar/suara/{office.code}/{language}/daftar.json")


def fragment(client, office, name="chime.opus", **more):
    return client.get(f"/layar/suara/{office.code}/id/{name}", **more)


def test_the_list_tells_what_can_be_heard(client, office, bank):
    listed = contents(client, office).json()

    assert listed["silent"] is False
    assert list(listed["fragments"]) == ["chime", "digit_0"]
    assert listed["fragments"]["chime"]["seconds"] == 0.8
    assert "seconds" not in listed["fragments"]["digit_0"]


def test_the_list_tells_how_a_call_is_said(client, office, bank):
    listed = contents(client, office).json()

    assert tuple(listed["call"]) == voice.CALL
    assert listed["repeat_seconds"] == 4


def test_both_addresses_of_a_fragment_lead_to_its_files(client, office, bank):
    chime = contents(client, office).json()["fragments"]["chime"]

    opus, mp3 = client.get(chime["url"]), client.get(chime["fallback"])

    assert (opus.content, opus["Content-Type"]) == (b"bank, opus", "audio/ogg")
    assert (mp3.content, mp3["Content-Type"]) == (b"bank, mp3", "audio/mpeg")


def test_without_a_bank_the_list_says_silent(client, office, folder):
    listed = contents(client, office).json()

    assert (listed["silent"], listed["fragments"]) == (True, {})


def test_a_spoilt_manifest_only_loses_the_seconds(client, office, bank):
    (bank / "id" / "manifest.json").write_text("{")

    listed = contents(client, office).json()

    assert list(listed["fragments"]) == ["chime", "digit_0"]


@pytest.mark.parametrize("place", ["kanim-tidak-ada/id", "kanim-uji/jv", "kanim-uji/ID"])
def test_there_is_no_list_of_an_unknown_office_or_language(client, office, bank, place):
    assert client.get(f"/layar/suara/{place}/daftar.json").status_code == 404


def test_a_versioned_address_is_kept_for_a_year(client, office, bank):
    url = contents(client, office).json()["fragments"]["chime"]["url"]

    assert client.get(url)["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_address_without_its_version_is_asked_for_again(client, office, bank):
    assert fragment(client, office)["Cache-Control"] == "no-cache"


def test_whoever_has_the_file_is_not_sent_it_again(client, office, bank):
    tag = fragment(client, office)["ETag"]

    again = fragment(client, office, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")


def test_another_file_has_another_tag(client, office, bank):
    tag = fragment(client, office)["ETag"]
    keep(bank / "id" / "chime.opus", b"a new recording")

    again = fragment(client, office, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (200, b"a new recording")


def test_own_recordings_win(client, office, bank):
    keep(bank / "offices" / office.code / "id" / "chime.mp3", b"our own gong")

    chime = contents(client, office).json()["fragments"]["chime"]

    assert client.get(chime["url"]).content == b"our own gong"
    assert "fallback" not in chime


def test_a_recording_in_one_format_is_not_mixed_with_the_bank(client, office, bank):
    keep(bank / "offices" / office.code / "id" / "chime.mp3", b"our own gong")

    assert fragment(client, office, "chime.opus").status_code == 404


def test_own_recordings_are_not_heard_in_another_office(client, office, bank):
    keep(bank / "offices" / "kanim-lain" / "id" / "chime.opus", b"their gong")

    assert fragment(client, office).content == b"bank, opus"


@pytest.mark.parametrize(
    "path",
    [
        "kanim-uji/id/secret.opus",
        "kanim-uji/id/manifest.json",
        "kanim-uji/id/chime.wav",
        "kanim-uji/id/chime.opus.opus",
        "kanim-uji/id/..%2Fsecret.opus",
        "kanim-uji/id/../secret.opus",
        "kanim-uji/../secret.opus",
        "kanim-uji/%2e%2e/secret.opus",
        "kanim-uji/..%2f..%2fid/chime.opus",
        "kanim-uji/id%2f..%2fen/chime.opus",
        "kanim-uji/id/%00.opus",
        "../id/chime.opus",
        "..%2f/id/chime.opus",
        "%2e%2e/id/chime.opus",
    ],
)
def test_nothing_but_fragments_is_handed_out(client, office, bank, path):
    keep(bank / "id" / "secret.opus", b"secret")
    keep(bank / "secret.opus", b"secret")
    keep(bank / "en" / "chime.opus", b"secret")

    assert client.get(f"/layar/suara/{path}").status_code == 404


def test_without_the_list_of_names_any_file_would_be_handed_out(client, office, bank, monkeypatch):
    keep(bank / "id" / "secret.opus", b"secret")
    monkeypatch.setattr(voice, "NAMES", ("secret",))

    assert fragment(client, office, "secret.opus").content == b"secret"


def test_nobody_writes_there(client, office, bank):
    assert client.post(f"/layar/suara/{office.code}/id/chime.opus").status_code == 405
