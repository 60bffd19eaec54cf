"""The identity page: every mistake has its sentence, and says what to do next."""

import io
import logging
from datetime import date

import pytest

from antrean.adapters.quiet_log import HideIdentityNumbers
from antrean.records.models import Applicant
from tests.accounts.walks import answers, asked_with, become_holder
from tests.factories import make_account

pytestmark = pytest.mark.django_db

PAGE = "/akun/identitas/"


@pytest.fixture
def newcomer(client):
    client.force_login(make_account("budi"))


def refused(client, person, **others):
    """Send the page with a mistake; return what stands at the named field."""
    answer = client.post(PAGE, answers(person, **others))
    assert answer.status_code == 422
    assert not Applicant.objects.exists()
    return answer


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"nik": "3273 0141 0790"}, "nik", "NIK terdiri dari 16 angka"),
        ({"nik": "٣٢٧٣٠١٤١٠٧٩٠٠٠٠١"}, "nik", "NIK terdiri dari 16 angka"),
        ({"nik": "3" * 41}, "nik", "NIK terdiri dari 16 angka"),
        ({"full_name": ""}, "full_name", "Nama lengkap"),
        ({"full_name": "Budi 2"}, "full_name", "Nama berisi huruf"),
        ({"full_name": "B" * 121}, "full_name", "terlalu panjang"),
        ({"birth_date_1": "13"}, "birth_date", "Tanggal ini tidak ada"),
        ({"birth_date_0": ""}, "birth_date", "Isi hari, bulan, dan tahun"),
        ({"birth_date_2": "2985"}, "birth_date", "belum tiba"),
        ({"birth_date_2": "1885"}, "birth_date", "lebih dari 120 tahun"),
        ({"birth_date_2": "1984"}, "birth_date", "Periksa keduanya"),
        ({"sex": "M"}, "sex", "Periksa keduanya"),
        ({"sex": "X"}, "sex", "Jenis kelamin"),
        ({"address": " "}, "address", "Alamat"),
        ({"phone": "021 555 1234"}, "phone", "bukan nomor ponsel"),
    ],
)
def test_a_mistake_is_named_at_its_field(client, newcomer, person, changes, field, sentence):
    answer = refused(client, person, **changes)

    page = answer.content.decode()
    assert field in answer.context["form"].errors
    assert sentence in page
    assert f'href="#id_{field}' in page
    assert "Kesalahan:" in page


@pytest.mark.parametrize(
    ("nik", "sentence"),
    [
        ("9901015901850792", "bukan kode wilayah"),
        ("7300015901850792", "bukan kode wilayah"),
        ("7371015902300792", "berbeda dengan angka ke-7"),
        ("7371017002850792", "bukan tanggal yang ada"),
        ("7371015901850000", "tidak mungkin 0000"),
    ],
)
def test_an_implausible_number_is_refused(client, newcomer, person, nik, sentence):
    answer = refused(client, person, nik=nik)

    assert sentence in answer.content.decode()


def test_all_mistakes_are_named_at_once(client, newcomer, person):
    answer = refused(client, person, sex="M", phone="12", address="")

    assert set(answer.context["form"].errors) == {"sex", "phone", "address"}


def test_nothing_typed_is_lost(client, newcomer, person):
    page = refused(client, person, phone="12").content.decode()

    assert f'value="{person.full_name}"' in page
    assert person.address in page


def test_a_number_of_a_district_that_no_longer_exists_is_no_mistake(client, newcomer, person):
    client.post(PAGE, answers(person, nik="737199" + person.nik[6:]))

    assert Applicant.objects.get().nik_note == "unknown_district"


def test_a_number_from_the_former_province_is_no_mistake(client, newcomer, person):
    client.post(PAGE, answers(person, nik="540101" + person.nik[6:]))

    assert Applicant.objects.get().nik_note == "unknown_district"


def test_a_one_word_name_is_a_name(client, newcomer, person):
    client.post(PAGE, answers(person, full_name="  Suharti "))

    assert Applicant.objects.get().full_name == "Suharti"


def test_the_phone_number_is_stored_the_way_machines_dial_it(client, newcomer, person):
    client.post(PAGE, answers(person, phone="0812-3456-7890"))

    assert Applicant.objects.get().phone == "+6281234567890"


def test_somebody_born_on_the_29th_of_february_is_born(client, newcomer, person):
    born = date(2000, 2, 29)
    card = {"birth_date_0": 29, "birth_date_1": 2, "birth_date_2": 2000, "sex": "M"}

    client.post(PAGE, answers(person, nik="3273012902000001", **card))

    assert Applicant.objects.get().birth_date == born


def test_pressing_twice_stores_one_person_and_leads_on(client, newcomer, person):
    client.post(PAGE, answers(person))

    again = client.post(PAGE, answers(person))

    assert again.headers["Location"] == "/saya/"
    assert Applicant.objects.count() == 1


def test_the_page_leads_back_to_where_one_was_going(client, newcomer, person):
    client.post(PAGE, answers(person, lanjut="/kantor/?kota=Batam"))

    ready = client.get(asked_with("/akun/siap/", lanjut="/kantor/?kota=Batam"))

    assert 'href="/kantor/?kota=Batam"' in ready.content.decode()


@pytest.mark.parametrize("elsewhere", ["https://calo.example/", "//calo.example", "javascript:1"])
def test_the_page_leads_nowhere_else(client, person, elsewhere):
    become_holder(client, person)

    answer = client.get(asked_with(PAGE, lanjut=elsewhere))

    assert answer.headers["Location"] == "/saya/"


def test_pages_for_holders_ask_for_the_identity_first(client, newcomer):
    answer = client.get("/akun/orang/?urut=nama")

    assert answer.headers["Location"] == asked_with(PAGE, lanjut="/akun/orang/?urut=nama")


def test_strangers_are_asked_to_sign_in(client):
    answer = client.get(PAGE)

    assert answer.headers["Location"] == f"/akun/login/?next={PAGE}"


def test_the_pages_are_never_kept_by_a_browser_or_a_proxy(client, newcomer):
    assert "no-store" in client.get(PAGE).headers["Cache-Control"]


def test_the_number_is_stored_only_encrypted_and_as_a_keyed_hash(client, newcomer, person):
    client.post(PAGE, answers(person))

    stored = Applicant.objects.values().get()
    assert person.nik not in str(stored)
    assert person.nik.encode() not in bytes(stored["nik_cipher"]) + bytes(stored["nik_hash"])


@pytest.fixture
def log(monkeypatch):
    """What the service's own log handlers write."""
    written = io.StringIO()
    for handler in logging.getLogger().handlers:
        if any(isinstance(each, HideIdentityNumbers) for each in handler.filters):
            monkeypatch.setattr(handler, "stream", written)
    return written


def test_a_failure_while_storing_puts_no_number_into_the_log(
    client, newcomer, person, monkeypatch, log
):
    def fail(**given):
        raise RuntimeError(f"could not store {given['person']!r}")

    monkeypatch.setattr("antrean.accounts.identity.register_person", fail)
    client.raise_request_exception = False

    answer = client.post(PAGE, answers(person))

    assert answer.status_code == 500
    assert "could not store" in log.getvalue()
    assert person.nik not in log.getvalue() + answer.content.decode()
