"""The demonstration keeps its letters for everyone to see; real letters are nowhere to be seen."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from antrean.actions.write_code_mail import write_code_mail
from antrean.adapters.mail_server import Line
from antrean.jobs import inbox
from antrean.jobs.worker import Worker
from antrean.records import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def kept(place):
    """Letters about a place and with a code, kept by the demonstration's own worker."""
    write_code_mail(
        kind="sign_up_code",
        to_address="siti@contoh.example",
        language="id",
        code="K7M4-9QX2",
        account=None,
        now=clock.now(),
    )
    with inbox.running() as address:
        Worker(address=address).run_once()
    return inbox.envelopes()


def simple_letter(number):
    letter = EmailMessage(policy=SMTP)
    letter["To"], letter["Subject"] = "siti@contoh.example", f"Surat {number}"
    letter["Date"] = "Tue, 24 Nov 2026 09:00:00 +0700"
    return letter


def test_whatever_the_worker_sends_is_listed_newest_first(client, kept):
    page = client.get("/kotak-surat/").content.decode()

    assert [envelope.subject.split(":")[0] for envelope in kept] == [
        "Janji paspor",
        "Kode untuk memastikan alamat e-mail Anda",
    ]
    assert page.index("Janji paspor") < page.index("Kode untuk memastikan")


def test_letters_can_be_found_by_address(client, kept):
    page = client.get("/kotak-surat/", {"alamat": "SITI@"}).content.decode()

    assert "Kode untuk memastikan" in page
    assert "Janji paspor" not in page


def test_a_code_stands_out(client, kept):
    page = client.get(f"/kotak-surat/{kept[1].name}/").content.decode()

    assert '<strong class="panel-code">K7M4-9QX2</strong>' in page


def test_a_letter_shows_its_text_its_links_and_its_qr_code(client, kept, place):
    page = client.get(f"/kotak-surat/{kept[0].name}/").content.decode()

    assert "A-001" in page
    assert f"/janji/{place.application.ref}/" in page
    assert f'<img src="/kotak-surat/{kept[0].name}/lampiran/0/"' in page


def test_the_calendar_file_is_downloaded(client, kept):
    answer = client.get(f"/kotak-surat/{kept[0].name}/lampiran/1/")

    assert answer["Content-Type"] == "text/calendar"
    assert answer["Content-Disposition"] == 'attachment; filename="janji.ics"'
    assert answer.content.startswith(b"BEGIN:VCALENDAR")


def test_the_letter_can_be_seen_as_a_mail_program_shows_it(client, kept):
    page = client.get(f"/kotak-surat/{kept[0].name}/tampilan/").content.decode()

    assert f'src="/kotak-surat/{kept[0].name}/lampiran/0/"' in page
    assert "cid:" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/kotak-surat/000000000099-00000000/",
        "/kotak-surat/nama/",
        "/kotak-surat/nama/tampilan/",
        "/kotak-surat/nama/lampiran/0/",
    ],
)
def test_a_letter_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("page", ["", "{0}/", "{0}/tampilan/", "{0}/lampiran/0/"])
def test_outside_the_demonstration_the_inbox_does_not_exist(client, kept, settings, page):
    settings.DEMO = False

    answer = client.get("/kotak-surat/" + page.format(kept[0].name))

    assert answer.status_code == 404


def test_an_empty_inbox_says_so(client):
    assert "Belum ada surat." in client.get("/kotak-surat/").content.decode()


def test_the_inbox_speaks_english(client):
    client.cookies["bahasa"] = "en"

    assert "Inbox of the demonstration" in client.get("/kotak-surat/").content.decode()


def test_only_the_newest_letters_are_kept(monkeypatch):
    monkeypatch.setattr(inbox, "KEPT_MAX", 3)
    with inbox.running() as address:
        line = Line(address)
        for number in range(5):
            line.send(simple_letter(number), to="siti@contoh.example")
        line.hang_up()

    assert [each.subject for each in inbox.envelopes()] == ["Surat 4", "Surat 3", "Surat 2"]


def test_nobody_else_on_this_machine_may_look_into_the_folder(kept, demo):
    assert (demo / "inbox").stat().st_mode & 0o077 == 0
