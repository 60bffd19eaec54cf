"""The tour's own browser and stage: it sees what a person sees, and takes nobody's data."""

import pytest
from django.db import connection

from antrean.ops.tour import stage
from antrean.ops.tour.failure import StepFailed, step
from antrean.ops.tour.page import read_page

PAGE = """
<html><head><title>Judul</title><style>h1 {}</style></head><body>
<form method="get"><input name="cari" value=""><button>Cari</button></form>
<h1>Siapa <b>Anda</b>?</h1>
<div class="field-error" id="e"><p>Isi nama <span>lengkap</span>.</p></div>
<form method="post" action="/simpan/">
<input type="hidden" name="csrfmiddlewaretoken" value="rahasia">
<input type="text" name="nama" value="Siti">
<input type="radio" name="sex" value="F" checked><input type="radio" name="sex" value="M">
<input type="checkbox" name="days" value="mon"><input type="checkbox" name="days" value="tue">
<textarea name="alamat">Jl. Merdeka</textarea>
<select name="kota"><option value="a">A</option><option value="b" selected>B</option></select>
<input type="text" name="mati" value="x" disabled>
<button name="outcome" value="served">Selesai</button>
<button form="lain" name="action" value="resend">Kirim lagi</button>
</form>
<a href="/bantuan/">Bantuan</a><script>var nama = "tak terlihat";</script>
</body></html>
"""


@pytest.fixture
def page():
    return read_page(PAGE, status=200, address="http://contoh.example/")


@pytest.fixture
def form(page):
    return page.forms[1]


def test_a_page_is_read_as_people_see_it(page):
    assert page.heading == "Siapa Anda?"
    assert page.mistakes == ["Isi nama lengkap."]
    assert page.links == ["/bantuan/"]
    assert not page.says("tak terlihat")


def test_what_is_filled_in_is_sent_along(form):
    assert form.body({}) == {
        "csrfmiddlewaretoken": ["rahasia"],
        "nama": ["Siti"],
        "sex": ["F"],
        "alamat": ["Jl. Merdeka"],
        "kota": ["b"],
    }


def test_answers_replace_what_stood_there(form):
    sent = form.body({"nama": "Budi", "sex": "M", "days": ["mon", "tue"], "outcome": "served"})

    assert sent["nama"] == ["Budi"]
    assert sent["sex"] == ["M"]
    assert sent["days"] == ["mon", "tue"]
    assert sent["outcome"] == ["served"]


@pytest.mark.parametrize(
    "answers",
    [{"umur": "7"}, {"sex": "X"}, {"mati": "y"}, {"outcome": "absent"}, {"action": "resend"}],
    ids=["no such field", "no such choice", "a dead field", "no such button", "a foreign button"],
)
def test_nobody_can_send_what_the_page_does_not_offer(form, answers):
    with pytest.raises(KeyError):
        form.body(answers)


def test_a_failure_tells_step_expectation_and_address_without_identity_numbers():
    with pytest.raises(StepFailed) as failed, step("Siti signs up"):
        raise StepFailed(expected="a code", came="3171011234560001", address="/akun/")

    assert failed.value.told().splitlines() == [
        "While: Siti signs up",
        "Expected: a code",
        "Came: [16 digits hidden]",
        "Address: /akun/",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_no_tour_made_is_never_dropped():
    ours = connection.settings_dict["NAME"]

    with pytest.raises(stage.NotOurDatabase):
        stage.fresh_database(ours)
