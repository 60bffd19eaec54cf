"""The applicant goes from the first question to the check page, one question at a time."""

import re

import pytest

from antrean.adapters.signing import read_pass
from antrean.records.models import Applicant, Application, Office
from tests.factories import make_applicant, make_office
from tests.web.paths import step


def stored(application):
    return Application.objects.get(pk=application.pk)


def test_pressing_start_twice_leads_to_the_same_draft(browser):
    first = browser.post("/permohonan/")

    again = browser.post("/permohonan/")

    assert first.status_code == 302
    assert again.url == first.url
    assert Application.objects.count() == 1


def test_the_path_leads_from_question_to_question(browser, holder, office, draft):
    answers = [
        ("keperluan", {"purpose": "new"}, "paspor-lama"),
        ("paspor-lama", {"had_passport": "no"}, "siapa"),
        ("siapa", {"applicant": holder.pk, "needs": ["wheelchair"]}, "kantor"),
        ("kantor", {"office": office.code}, "kantor-lain"),
        ("kantor-lain", {}, "waktu"),
        ("waktu", {"start": "soon", "weekday_0": ["all"], "weekday_4": ["early"]}, "periksa"),
    ]

    led = [browser.post(step(draft, name), said).url for name, said, _next in answers]

    assert led == [step(draft, onward) for _name, _said, onward in answers]
    assert stored(draft).answers["needs"] == ["wheelchair"]
    assert stored(draft).wishes["cannot"] == [
        [0, "afternoon"],
        [0, "early"],
        [0, "late"],
        [4, "early"],
    ]


@pytest.mark.parametrize("name", ["keperluan", "paspor-lama", "siapa", "kantor"])
def test_every_question_can_be_opened_from_the_start(browser, draft, name):
    assert browser.get(step(draft, name)).status_code == 200


@pytest.mark.parametrize("name", ["kantor-lain", "waktu"])
def test_neighbours_and_times_wait_for_an_office(browser, draft, name):
    assert browser.get(step(draft, name)).url == step(draft, "kantor")


def test_the_check_page_leads_to_what_is_missing(browser, draft):
    assert browser.get(step(draft, "periksa")).url == step(draft, "keperluan")


def test_an_expired_passport_turns_new_into_replacement_and_says_so(browser, draft):
    browser.post(step(draft, "keperluan"), {"purpose": "new"})

    page = browser.post(step(draft, "paspor-lama"), {"had_passport": "yes"}, follow=True)

    assert stored(draft).purpose == "replacement"
    assert "Keperluan Anda kami ubah menjadi ganti paspor." in page.content.decode()


def test_who_never_had_a_passport_can_not_replace_one(browser, draft):
    browser.post(step(draft, "keperluan"), {"purpose": "replacement"})

    browser.post(step(draft, "paspor-lama"), {"had_passport": "no"})

    assert stored(draft).purpose == "new"


@pytest.mark.parametrize(
    ("purpose", "page"),
    [("lost", "hilang"), ("damaged", "rusak"), ("collection", "ambil"), ("sick", "sakit")],
)
def test_what_needs_no_appointment_is_explained_and_ends_there(browser, draft, purpose, page):
    led = browser.post(step(draft, "keperluan"), {"purpose": purpose})

    assert led.url == f"/tanpa-janji/{page}/"
    assert browser.get(led.url).status_code == 200
    assert stored(draft).purpose == ""


def test_changing_an_answer_leads_back_to_the_check_page(browser, answered):
    led = browser.post(step(answered, "waktu") + "?dari=periksa", {"start": "soon"})

    assert led.url == step(answered, "periksa")


def test_changing_the_office_asks_again_for_neighbours_and_then_leads_back(browser, answered):
    far = make_office("kanim-medan")
    change = {"office": far.code}

    led = browser.post(step(answered, "kantor") + "?dari=periksa", change)
    back = browser.post(led.url, {})

    assert led.url == step(answered, "kantor-lain") + "?dari=periksa"
    assert back.url == step(answered, "periksa")
    assert stored(answered).wishes["offices"] == ["kanim-medan"]


def test_offices_keep_their_order_of_preference(browser, answered):
    make_office("kanim-medan")
    make_office("kanim-ambon")

    browser.post(step(answered, "kantor-lain"), {"also": ["kanim-medan", "kanim-ambon"]})

    assert stored(answered).wishes["offices"] == ["kanim-batam", "kanim-medan", "kanim-ambon"]


def test_somebody_listed_by_the_account_can_be_chosen(browser, account, draft):
    child = make_applicant(account, slot=1)

    browser.post(step(draft, "siapa"), {"applicant": child.pk})

    assert stored(draft).applicant == child


def test_saving_a_date_opens_room_for_more_dates(browser, answered):
    date = {"date_1_0": "24", "date_1_1": "12", "date_1_2": "2026"}

    led = browser.post(step(answered, "waktu"), {"start": "soon", "more": "1", **date})

    assert led.url == step(answered, "waktu") + "#dates"
    assert 'name="date_4_0"' in browser.get(led.url).content.decode()
    assert stored(answered).wishes["not_on"] == ["2026-12-24"]


def test_the_check_page_carries_a_pass_for_this_login(browser, answered):
    page = browser.get(step(answered, "periksa")).content.decode()
    text = re.search(r'name="pass" value="([^"]+)"', page)[1]

    leave = read_pass(text, login=browser.cookies["masuk"].value)

    assert (leave.application_id, leave.version) == (answered.pk, answered.version)
    assert leave.key == answered.key
    assert 'action="/live/pengajuan"' in page


def test_opening_the_check_page_twice_changes_nothing(browser, answered):
    browser.get(step(answered, "periksa"))

    browser.get(step(answered, "periksa"))

    assert stored(answered).version == answered.version


def test_reading_in_english_makes_the_letters_english(browser, answered):
    browser.cookies["bahasa"] = "en"

    browser.get(step(answered, "periksa"))

    assert stored(answered).language == "en"


def test_my_page_leads_on_with_the_draft(browser, answered):
    page = browser.get("/saya/").content.decode()

    assert f"/permohonan/{answered.ref}/hasil/" in page
    assert browser.get(step(answered, "hasil")).url == step(answered, "periksa")


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("Jl. Medan Merdeka 5, Batam", "Kantor Imigrasi Batam"),
        ("Jl. Uji 5, Kota Medan", "Kantor Imigrasi Medan"),
    ],
)
def test_the_list_begins_around_the_town_of_my_address(
    browser, holder, draft, office, address, first
):
    place(office, "Kota Batam", "1.1300", "104.0530")
    place(make_office("kanim-medan"), "Kota Medan", "3.5833", "98.6667")
    Applicant.objects.filter(pk=holder.pk).update(address=address)
    browser.post(step(draft, "siapa"), {"applicant": holder.pk})

    page = browser.get(step(draft, "kantor")).content.decode()

    assert re.findall(r"Kantor Imigrasi \w+", page)[0] == first


def place(office, city, latitude, longitude):
    """Move an office to a town of its own."""
    where = {"city": city, "latitude": latitude, "longitude": longitude}
    Office.objects.filter(pk=office.pk).update(**where)
