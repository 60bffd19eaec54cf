"""What became of an application: a time, a reason with the next date, or a card to bring."""

from antrean.actions.cancel import cancel
from antrean.actions.take_in import take_in
from antrean.domain.wishes import PART_NAMES, Wishes
from antrean.records import clock
from antrean.records.models import Application
from tests.factories import make_account, make_application, submission
from tests.web.paths import step, ticket

NEVER = frozenset((weekday, part) for weekday in range(7) for part in PART_NAMES)


def sent(office, account, holder, **wishes):
    application = make_application(
        office, account=account, applicant=holder, wishes=Wishes((office.code,), **wishes)
    )
    take_in([submission(application)])
    return application


def test_a_given_time_is_confirmed_with_number_day_and_zone(browser, booked):
    page = browser.get(step(booked.application, "hasil")).content.decode()

    assert "A-001" in page
    assert "Selasa, 1 Desember 2026" in page
    assert "09.00–09.30 WIB" in page


def test_a_refusal_says_why_and_what_comes_next(browser, office, account, holder):
    application = sent(office, account, holder, cannot=NEVER)

    page = browser.get(step(application, "hasil")).content.decode()

    assert "Di luar waktu yang tidak bisa Anda datangi, semua tempat sudah terisi." in page
    assert "Tempat terdekat: Selasa, 1 Desember 2026 di Kantor Imigrasi Batam." in page


def test_a_refused_application_opens_again_where_its_wishes_were(browser, office, account, holder):
    application = sent(office, account, holder, cannot=NEVER)

    led = browser.post(step(application, "pembukaan"))

    assert led.url == step(application, "waktu")
    assert browser.get(led.url).status_code == 200


def test_pressing_open_again_twice_changes_nothing_more(browser, office, account, holder):
    application = sent(office, account, holder, cannot=NEVER)
    browser.post(step(application, "pembukaan"))
    opened = Application.objects.get(pk=application.pk)

    again = browser.post(step(application, "pembukaan"))

    assert again.status_code == 409
    assert Application.objects.get(pk=application.pk).version == opened.version


def test_a_person_taken_by_another_account_hears_nothing_about_it(browser, office, account, holder):
    other = make_application(office, applicant=_same_person(holder))
    take_in([submission(other)])
    application = sent(office, account, holder)

    page = browser.get(step(application, "hasil")).content.decode()

    assert "Identitas perlu dibuktikan di kantor" in page
    assert "sudah punya" not in page
    assert other.ref not in page


def test_a_second_application_of_my_own_leads_to_the_ticket_i_have(browser, booked, office):
    application = booked.application
    second = make_application(office, account=application.account, applicant=application.applicant)
    take_in([submission(second)])

    page = browser.get(step(second, "hasil"))

    assert page.status_code == 409
    assert f'href="{ticket(application)}"' in page.content.decode()


def test_the_check_page_says_so_before_anything_is_sent(browser, booked, office):
    application = booked.application
    second = make_application(office, account=application.account, applicant=application.applicant)
    second.answers = {"had_passport": "no", "needs": [], "start": "soon"}
    second.save()

    page = browser.get(step(second, "periksa"))

    assert page.status_code == 409
    assert 'name="pass"' not in page.content.decode()


def _same_person(applicant):
    """Return the same person as another account lists them."""
    applicant.pk, applicant.account = None, make_account()
    applicant.save()
    return applicant


def test_what_my_own_appointment_blocked_opens_again_when_that_is_over(
    browser, booked, office, account
):
    application = booked.application
    second = make_application(office, account=application.account, applicant=application.applicant)
    take_in([submission(second)])
    cancel(application, by=account, now=clock.now())

    page = browser.get(step(second, "hasil"))
    led = browser.post(step(second, "pembukaan"))

    assert "Permohonan ini bisa dikirim lagi" in page.content.decode()
    assert led.status_code == 302
