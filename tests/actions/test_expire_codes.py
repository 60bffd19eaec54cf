"""A code that nobody can use any more does not lie around."""

from datetime import timedelta

import pytest

from antrean.actions.expire_codes import expire_codes
from antrean.actions.write_code_mail import write_code_mail
from antrean.records import clock
from antrean.records.models import Notice

pytestmark = pytest.mark.django_db
LIFETIME = timedelta(minutes=15)


@pytest.fixture
def code_mail():
    write_code_mail(
        kind="sign_up_code",
        to_address="siti@contoh.example",
        language="id",
        code="K7M4-9QX2",
        account=None,
        now=clock.now(),
    )
    return Notice.objects.get()


def test_an_old_code_is_erased_and_its_letter_still_waits(code_mail):
    erased = expire_codes(now=code_mail.created_at + timedelta(minutes=16), lifetime=LIFETIME)

    code_mail.refresh_from_db()
    assert erased == 1
    assert code_mail.secret is None
    assert code_mail.state == "pending"


def test_a_code_that_is_still_good_stays(code_mail):
    erased = expire_codes(now=code_mail.created_at + timedelta(minutes=14), lifetime=LIFETIME)

    code_mail.refresh_from_db()
    assert erased == 0
    assert code_mail.secret is not None
