"""Letters reach the mail server once, and trouble with one does not hold up the others."""

from datetime import timedelta
from threading import Event

import pytest

from antrean.actions.move_clock import move_clock
from antrean.actions.write_code_mail import write_code_mail
from antrean.actions.write_reminders import write_reminders
from antrean.domain import notices
from antrean.jobs import mailing
from antrean.records import clock
from antrean.records.models import Notice
from tests.factories import make_booked

pytestmark = pytest.mark.django_db


def notice(kind="appointment_given"):
    return Notice.objects.get(kind=kind)


def with_code():
    write_code_mail(
        kind="sign_up_code",
        to_address="siti@contoh.example",
        language="id",
        code="K7M4-9QX2",
        account=None,
        now=clock.now(),
    )


def test_a_letter_is_delivered_once(place, post_office, postman):
    first, second = postman.batch(), postman.batch()

    assert (first, second) == ({"sent": 1}, {})
    assert post_office.message_ids == [notice().message_id]
    assert notice().state == "sent"


def test_a_code_is_erased_once_its_letter_is_sent(post_office, postman):
    with_code()

    postman.batch()

    assert "K7M4-9QX2" in post_office.received[0].get_body(("plain",)).get_content()
    assert notice("sign_up_code").secret is None


def test_a_batch_travels_over_one_line(office, post_office, postman):
    for _ in range(4):
        make_booked(office)

    tally = postman.batch()

    assert tally == {"sent": 4}
    assert post_office.calls == 1


def test_reminders_wait_for_their_day(place, post_office, postman):
    postman.batch()

    move_clock(by=timedelta(days=4, hours=12))
    write_reminders(now=clock.now())
    postman.batch()

    reminders = Notice.objects.filter(kind__in=notices.REMINDERS)
    assert list(reminders.values_list("kind", "state")) == [("reminder_3_days", "sent")]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_letter_that_is_not_taken_now_is_tried_again(place, post_office, postman, step):
    post_office.will_answer(step, "451 4.3.0 come back later")
    first = postman.batch()
    move_clock(by=timedelta(seconds=31))

    second = postman.batch()

    assert (first, second) == ({"put_off": 1}, {"sent": 1})
    assert post_office.message_ids == [notice().message_id]


def test_it_is_not_tried_again_before_its_pause_has_passed(place, post_office, postman):
    post_office.will_answer("RCPT", "451 4.3.0 come back later")
    postman.batch()

    assert postman.batch() == {}
    assert "451 4.3.0 come back later" in notice().last_error


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_a_letter_that_will_never_be_taken_is_dead_at_once_and_says_why(
    place, post_office, postman, step
):
    post_office.will_answer(step, "550 5.1.1 no such mailbox")

    tally = postman.batch()

    assert tally == {"refused": 1}
    assert notice().state == "dead"
    assert notice().last_error == "550 5.1.1 no such mailbox"


def test_a_refusal_of_our_own_address_kills_no_letter(place, post_office, postman):
    post_office.will_answer("MAIL", "550 5.7.1 we do not know you")

    tally = postman.batch()

    assert tally == {"put_off": 1}
    assert notice().state == "pending"


def test_the_code_in_a_dead_letter_is_erased_too(post_office, postman):
    with_code()
    post_office.will_answer("RCPT", "550 5.1.1 no such mailbox")

    postman.batch()

    assert notice("sign_up_code").state == "dead"
    assert notice("sign_up_code").secret is None


def test_one_refused_letter_does_not_hold_up_the_others(office, post_office, postman):
    for _ in range(3):
        make_booked(office)
    post_office.will_answer("RCPT", "250 OK", "550 5.1.1 no such mailbox")

    tally = postman.batch()

    assert tally == {"sent": 2, "refused": 1}


def test_a_server_that_hangs_up_after_a_refusal_is_called_again(office, post_office, postman):
    make_booked(office)
    make_booked(office)
    post_office.will_answer("RCPT", "421 4.7.0 closing")

    tally = postman.batch()

    assert tally == {"sent": 1, "put_off": 1}
    assert post_office.calls == 2


def test_a_line_that_breaks_after_the_letter_leads_to_the_same_letter_again(
    place, post_office, postman
):
    post_office.hangs_up_instead_of_answering = True
    first = postman.batch()
    post_office.hangs_up_instead_of_answering = False
    move_clock(by=timedelta(seconds=31))

    second = postman.batch()

    assert (first, second) == ({"put_off": 1}, {"sent": 1})
    assert post_office.message_ids == [notice().message_id] * 2


def test_a_server_that_keeps_silent_ends_the_batch_and_loses_nothing(office, post_office, postman):
    for _ in range(4):
        make_booked(office)
    heard = Event()
    post_office.before_answering["DATA"] = heard.wait

    tally = postman.batch()
    heard.set()

    assert tally == {"put_off": 4}
    assert set(Notice.objects.values_list("state", flat=True)) == {"pending"}


def test_an_unreachable_server_puts_the_whole_batch_off(office, post_office, postman):
    for _ in range(3):
        make_booked(office)
    post_office.close()

    tally = postman.batch()

    assert tally == {"put_off": 3}
    assert "ConnectionRefusedError" in notice_errors()


def notice_errors():
    return " ".join(Notice.objects.values_list("last_error", flat=True))


def test_a_letter_that_was_tried_for_two_days_is_given_up_and_shown(place, post_office, postman):
    Notice.objects.filter(pk=notice().pk).update(tries=119)
    move_clock(by=timedelta(hours=49))
    post_office.will_answer("RCPT", "451 4.3.0 come back later")

    postman.batch()

    assert notice().state == "dead"
    assert notice().last_error == "451 4.3.0 come back later"


def test_a_letter_we_cannot_write_waits_and_the_others_go(
    office, post_office, postman, monkeypatch
):
    make_booked(office)
    make_booked(office)
    write = mailing.letter
    faults = [ValueError("a mistake of ours")]

    def stumble(due, **more):
        if faults:
            raise faults.pop()
        return write(due, **more)

    monkeypatch.setattr(mailing, "letter", stumble)

    tally = postman.batch()

    assert tally == {"put_off": 1, "sent": 1}
    assert "a mistake of ours" in notice_errors()


def test_a_code_that_was_tampered_with_is_never_sent(post_office, postman):
    with_code()
    Notice.objects.update(ref="0" * 32)

    tally = postman.batch()

    assert tally == {"refused": 1}
    assert post_office.received == []


def test_a_worker_that_is_asked_to_stop_finishes_one_letter_and_gives_the_others_back(
    office, post_office, postman
):
    for _ in range(3):
        make_booked(office)
    post_office.before_answering["DATA"] = postman.stopping.set

    tally = postman.batch()

    assert tally == {"sent": 1}
    assert Notice.objects.filter(state="pending", tries=0, leased_until_at=None).count() == 2
