"""The people of an account: the holder and five others, asked once, shown sparingly."""

from random import Random

import pytest

from antrean.adapters.made_up import made_up_person
from antrean.records.models import Applicant
from tests.accounts.walks import answers, become_holder, dependant
from tests.factories import make_account, make_applicant

pytestmark = pytest.mark.django_db

LIST, ADD = "/akun/orang/", "/akun/orang/tambah/"


@pytest.fixture
def holder(client, person):
    account = make_account("budi")
    make_applicant(account, person=person)
    client.force_login(account)


def test_a_child_who_lives_with_the_holder_is_added_without_asking_the_address(
    client, holder, person, somebody_else
):
    client.post(ADD, dependant(somebody_else))

    child = Applicant.objects.get(slot=1)
    assert (child.relation, child.address, child.phone) == ("child", person.address, "")


def test_another_address_is_taken_as_typed(client, holder, somebody_else):
    client.post(ADD, dependant(somebody_else, home="other", address="Jl. Lain 1"))

    assert Applicant.objects.get(slot=1).address == "Jl. Lain 1"


def test_another_address_must_be_given(client, holder, somebody_else):
    answer = client.post(ADD, dependant(somebody_else, home="other"))

    assert answer.status_code == 422
    assert "address" in answer.context["form"].errors


def test_the_list_shows_names_and_four_digits_and_never_the_whole_number(
    client, holder, person, somebody_else
):
    client.post(ADD, dependant(somebody_else))

    page = client.get(LIST).content.decode()

    assert somebody_else.full_name in page
    assert somebody_else.nik[-4:] in page
    assert somebody_else.nik[:12] not in page
    assert person.nik[:12] not in page


def test_nobody_is_listed_twice(client, holder, person):
    answer = client.post(ADD, dependant(person))

    assert answer.status_code == 422
    assert "sudah ada di daftar Anda" in answer.content.decode()


def test_a_sixth_other_person_is_refused(client, holder):
    chance = Random(3)
    for _ in range(5):
        client.post(ADD, dependant(made_up_person(chance)))

    answer = client.post(ADD, dependant(made_up_person(chance)))

    assert answer.status_code == 422
    assert "sudah penuh" in answer.content.decode()
    assert Applicant.objects.count() == 6


def test_a_full_list_offers_no_way_to_add(client, holder):
    chance = Random(3)
    for _ in range(5):
        client.post(ADD, dependant(made_up_person(chance)))

    assert ADD not in client.get(LIST).content.decode()


def test_one_sees_only_ones_own_people(client, holder, person, somebody_else):
    client.logout()
    become_holder(client, somebody_else, "ani")

    page = client.get(LIST).content.decode()

    assert person.full_name not in page


def test_a_number_whose_key_is_gone_is_shown_as_nothing(client, holder, person, monkeypatch):
    Applicant.objects.update(nik_cipher=b"changed")

    page = client.get(LIST).content.decode()

    assert person.full_name in page
    assert "••••" not in page


def test_the_holder_of_one_account_may_be_helped_by_another(client, holder, person, somebody_else):
    client.logout()
    become_holder(client, somebody_else, "ani")

    client.post(ADD, dependant(person, relation="helped"))

    assert Applicant.objects.filter(full_name=person.full_name).count() == 2


def test_adding_leads_back_to_where_one_was(client, holder, somebody_else):
    answer = client.post(ADD, dependant(somebody_else, lanjut="/janji/x/siapa/"))

    assert answer.headers["Location"] == "/janji/x/siapa/"


def test_the_form_for_others_does_not_ask_for_a_phone(client, holder):
    assert "phone" not in client.get(ADD).context["form"].fields


def test_a_mistake_on_the_card_is_named(client, holder, somebody_else):
    answer = client.post(ADD, dependant(somebody_else) | {"nik": answers(somebody_else)["nik"][:9]})

    assert answer.status_code == 422
    assert "NIK terdiri dari 16 angka" in answer.content.decode()
