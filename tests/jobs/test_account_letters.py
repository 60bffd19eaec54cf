"""Letters with codes, and letters that say whether an address has an account."""

import pytest

from antrean.actions.write_code_mail import write_code_mail
from antrean.adapters.cipher import Unreadable
from antrean.records import clock
from antrean.records.models import Notice
from tests.jobs.reading import letter_of, page_of, text_of

pytestmark = pytest.mark.django_db
CODES = {
    "sign_up_code": (
        "Kode untuk memastikan alamat e-mail Anda",
        "Code to confirm your e-mail address",
    ),
    "password_code": ("Kode untuk kata sandi baru", "Code for a new password"),
    "sign_in_code": ("Kode untuk masuk", "Code to sign in"),
}


def written(kind, *, language="id", code="K7M4-9QX2"):
    write_code_mail(
        kind=kind,
        to_address="siti@contoh.example",
        language=language,
        code=code,
        account=None,
        now=clock.now(),
    )
    return Notice.objects.get()


@pytest.mark.parametrize("kind", CODES)
@pytest.mark.parametrize(("language", "place"), [("id", 0), ("en", 1)])
def test_a_code_stands_in_the_letter_and_not_in_its_subject(kind, language, place):
    message = letter_of(written(kind, language=language))

    assert message["Subject"] == CODES[kind][place]
    assert "\n    K7M4-9QX2\n" in text_of(message)
    assert "K7M4-9QX2" in page_of(message)


@pytest.mark.parametrize("kind", CODES)
def test_whoever_gets_a_code_reads_how_long_it_holds_and_to_keep_it(kind):
    said = text_of(letter_of(written(kind)))

    assert "Kode berlaku 15 menit." in said
    assert "Jangan berikan kode ini kepada siapa pun" in said


@pytest.mark.parametrize("kind", CODES)
def test_a_code_that_came_too_late_is_not_shown_but_explained(kind):
    notice = written(kind)
    notice.secret = None

    message = letter_of(notice)

    assert message["Subject"] == "Kode Anda sudah tidak berlaku"
    assert "minta kode baru" in text_of(message)


def test_a_code_that_was_moved_to_another_letter_cannot_be_read():
    notice = written("sign_up_code")
    notice.ref = "0" * 32

    with pytest.raises(Unreadable):
        letter_of(notice)


@pytest.mark.parametrize(
    ("kind", "language", "subject", "path"),
    [
        ("account_exists", "id", "Alamat ini sudah punya akun", "/akun/login/"),
        ("account_exists", "en", "This address already has an account", "/akun/login/"),
        ("account_unknown", "id", "Tidak ada akun dengan alamat ini", "/akun/signup/"),
        ("account_unknown", "en", "There is no account with this address", "/akun/signup/"),
    ],
)
def test_a_letter_about_an_account_leads_on(kind, language, subject, path, settings):
    message = letter_of(written(kind, language=language, code=""))

    assert message["Subject"] == subject
    assert f"{settings.PUBLIC_ADDRESS}{path}\n" in text_of(message)
