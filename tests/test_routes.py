"""Every address of the site is either public on purpose, or shut for strangers, in one voice."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from antrean.actions.hall.alerts import raise_alert
from antrean.actions.hall.call_next import call_next
from antrean.actions.hall.devices import put_up
from antrean.records.models import Absence, Office, OrderException, PaperCheck
from tests import routes
from tests.factories import (
    make_account,
    make_applicant,
    make_application,
    make_arrived,
    make_booked,
    make_cell,
    make_helped,
    make_office,
    make_officer,
    make_shift,
    stand_at,
)

OTHER_WORDS = "says 404 in other words where something exists"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def office():
    place = make_office("kanim-batam")
    make_cell(place, seats=5)
    return place


@pytest.fixture
def helped(office):
    """Somebody without an account who is being served right now."""
    place = make_helped(office)
    stand_at(place.window_starts_at)
    return place


@pytest.fixture
def call(helped):
    make_arrived(helped)
    shift = make_shift(helped.office)
    return call_next(shift, by=shift.account, now=helped.window_starts_at)


@pytest.fixture
def check(call):
    """The list of papers that the person at the counter lacked."""
    by, now = call.by, call.at
    return PaperCheck.objects.create(visit=call.visit, by=by, at=now, missing=["Kartu Keluarga"])


@pytest.fixture
def reception(office, call):
    """What the reception's addresses name: a visit, what was asked for it, a device and more."""
    by, now = make_officer(office), call.at
    device, _key = put_up(office=office, kind="kiosk", name="Kios 1", by=by, now=now)
    absence = Absence.objects.create(
        appointment=call.visit.appointment,
        nik_hash=b"0" * 32,
        day=call.visit.day,
        came=True,
        at=now,
    )
    asked = OrderException.objects.create(
        visit=call.visit, reason="Ambulans menunggu.", asked_by=by, asked_at=now
    )
    alert = raise_alert(device=device, kind="paper", now=now)
    named = {
        "visit": call.visit,
        "device": device,
        "alert": alert,
        "absence": absence,
        "asked": asked,
    }
    return {name: (str(row.pk), "987654321") for name, row in named.items()}


@pytest.fixture
def owner():
    """Somebody else, who has a passkey and everything they own below."""
    return make_account("pemilik")


@pytest.fixture
def passkey(owner):
    return Authenticator.objects.create(user=owner, type="webauthn", data={"name": "ponsel"})


@pytest.fixture
def examples(office, helped, call, check, passkey, reception):
    """What exists and is not the visitor's, and beside it what does not exist."""
    return {
        "office": (office.code, "kanim-tidak-ada"),
        "ref": (helped.application.ref, "tidak-ada"),
        "code": (helped.application.ticket_code, "2222222Y"),
        "number": (str(call.counter.number), "77"),
        "call": (str(call.pk), "987654321"),
        "check": (str(check.pk), "987654321"),
        **reception,
        "pk": (str(passkey.pk), "987654321"),
        "object_id": (str(office.pk), "987654321"),
        "content_type_id": ("1", "987654321"),
        "app_label": ("records", "records"),
        "url": ("records/office/", "apa-saja/"),
        "name": ("202612010900-0123abcd", "tidak-ada"),
        "token": ("tidak.ada", "tidak.ada"),
        "which": ("hilang", "tidak-ada"),
        "slug": ("paspor-baru", "tidak-ada"),
        "language": ("id", "xx"),
        "ending": ("opus", "exe"),
    }


def signed_in(account):
    make_applicant(account)  # so that no page stops at asking who they are
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def visitors(db):
    return {
        "nobody": Client(),
        "a stranger": signed_in(make_account("asing")),
        "an officer of another office": signed_in(make_officer(make_office("kanim-lain"))),
    }


def test_no_address_opens_to_somebody_it_does_not_belong_to(visitors, examples):
    assert routes.complaints(visitors, examples) == []


def shut_to(visitors, examples, application):
    """Return what strangers can tell about an application from its addresses."""
    theirs = {**examples, "ref": (application.ref, "tidak-ada")}
    return [
        *routes.complaints(visitors, theirs, below="permohonan/"),
        *routes.complaints(visitors, theirs, below="janji/"),
    ]


def test_another_accounts_draft_is_as_unknown_as_what_nobody_asked_for(
    visitors, examples, office, owner
):
    draft = make_application(office, account=owner)

    assert shut_to(visitors, examples, draft) == []


def test_another_accounts_place_is_as_unknown_as_what_nobody_asked_for(
    visitors, examples, office, owner
):
    make_cell(office)
    place = make_booked(office, account=owner)

    assert shut_to(visitors, examples, place.application) == []


def test_every_public_address_still_exists():
    known = {route.text for route in routes.routes()}

    assert known >= routes.PUBLIC


def test_nobody_reaches_an_office_after_their_duty_has_ended(office, examples):
    former = make_officer(office)
    former.duties.update(until_at=former.duties.get().since_at)
    visitors = {"a former officer": signed_in(former)}

    assert routes.complaints(visitors, examples, below="loket/") == []


def test_a_twin_without_guards_is_reported_leak_by_leak(visitors, examples, settings):
    settings.ROOT_URLCONF = "tests.leaky_urls"

    found = routes.complaints(visitors, examples, below="bocor/")

    leaks = [
        "bocor/terbuka/: get as nobody: answers 200 to somebody who is not signed in",
        "bocor/<slug:ref>/: get as a stranger: answers 200 to somebody it does not belong to",
        f"bocor/<slug:ref>/bicara/: get as a stranger: {OTHER_WORDS}",
        "bocor/<slug:nothing_like_it>/asing/: no example of nothing_like_it",
    ]
    assert set(leaks) <= set(found)


def test_a_twin_of_the_guard_that_forgets_the_office_is_reported(visitors, examples, monkeypatch):
    def any_office(code, **_anybody):
        return Office.objects.get(code=code)

    monkeypatch.setattr("antrean.counter.desk.access.office", any_office)

    found = routes.complaints(visitors, examples, below="loket/")

    leak = "answers 200 to somebody it does not belong to"
    assert f"loket/<slug:office>/: get as a stranger: {leak}" in found
