"""The made-up crowd: what it says, ready to be submitted at the real door, and nobody real."""

import json

import pytest
from starlette.testclient import TestClient

from antrean.domain.wishes import from_json
from antrean.live.app import app
from antrean.ops.bench import crowd
from antrean.records.models import Account, Applicant, Application, Appointment, Cell
from tests.live.near_desk import NearDesk

pytestmark = pytest.mark.django_db(transaction=True)


def test_everybody_has_an_account_a_person_and_a_complete_draft(offices):
    drafts = crowd.make(50, offices=offices)

    assert len(drafts) == Account.objects.count() == Applicant.objects.count() == 50
    assert {each.application_id for each in drafts} == {
        each.pk
        for each in Application.objects.filter(state="draft", applicant__account__isnull=False)
    }
    assert all(
        (each.version, each.key)
        == Application.objects.values_list("version", "key").get(pk=each.application_id)
        for each in drafts
    )


def test_wishes_are_stored_as_the_site_stores_them(offices):
    crowd.make(50, offices=offices)

    stored = list(Application.objects.values_list("wishes", flat=True))
    wishes = [from_json(each) for each in stored]

    assert [json.loads(json.dumps(each.as_json())) for each in wishes] == stored
    assert {office for each in wishes for office in each.offices} == {"kanim-satu", "kanim-dua"}
    assert any(each.cannot for each in wishes)
    assert any(each.not_on for each in wishes)
    assert any(each.not_before for each in wishes)


def test_a_crowd_at_one_office_wishes_for_nothing_else(offices):
    crowd.make(20, offices=offices, spread=False)

    wishes = Application.objects.values_list("wishes__offices", flat=True)

    assert set(map(tuple, wishes)) == {("kanim-satu",)}


def test_addresses_lead_nowhere_and_no_identity_number_is_made_up(offices):
    crowd.make(20, offices=offices)

    assert all(each.email.endswith("@contoh.example") for each in Account.objects.all())
    assert {bytes(each.nik_cipher) for each in Applicant.objects.all()} == {b"\0"}
    assert len({bytes(each.nik_hash) for each in Applicant.objects.all()}) == 20


def test_the_calendar_opens_with_the_seats_that_were_asked_for(offices):
    opened = crowd.open_cells(offices, seats_a_day=120, days=14)

    assert opened.days >= 20  # two offices, two weeks of five days
    assert opened.seats == opened.days * 120
    assert Cell.objects.count() == opened.cells


def test_passes_are_accepted_at_the_live_door(offices, tmp_path, monkeypatch):
    monkeypatch.setattr("antrean.live.app.Desk", NearDesk)
    crowd.open_cells(offices, seats_a_day=100)
    crowd.passes(tmp_path / "passes", crowd.make(3, offices=offices))

    with TestClient(app, follow_redirects=False, cookies={"masuk": crowd.LOGIN}) as door:
        answers = [
            door.post("/live/pengajuan", data={"pass": line})
            for line in (tmp_path / "passes").read_text().split()
        ]

    assert [each.status_code for each in answers] == [303, 303, 303]
    assert Appointment.objects.count() == 3
