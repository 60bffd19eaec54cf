"""Every page of the path is small on the wire, with the offices as shipped."""

import gzip

import pytest

from antrean.actions import apply
from antrean.domain.wishes import Wishes
from tests.reference import load_all
from tests.web.paths import step, ticket

PAGE_BYTES_MAX = 4096
STEPS = ["keperluan", "paspor-lama", "siapa", "kantor", "kantor-lain", "waktu", "periksa"]


@pytest.mark.parametrize("name", STEPS)
def test_a_question_weighs_little(browser, draft, holder, name):
    load_all()
    apply.answer(draft, purpose="new", had_passport="no", applicant=holder, needs=[])
    apply.wish(draft, wishes=Wishes(("kanim-tanjungpinang", "kanim-batam")), start="soon")

    page = browser.get(step(draft, name))

    assert page.status_code == 200
    assert len(gzip.compress(page.content)) <= PAGE_BYTES_MAX


@pytest.mark.parametrize("page", ["", "ubah/", "batal/"])
def test_a_ticket_and_its_changes_weigh_little(browser, booked, page):
    load_all()

    answer = browser.get(ticket(booked.application, page))

    assert answer.status_code == 200
    assert len(gzip.compress(answer.content)) <= PAGE_BYTES_MAX


def test_an_offices_thirty_days_weigh_little(client, db):
    load_all()

    page = client.get("/kantor/kanim-tanjungpinang/")

    assert len(gzip.compress(page.content)) <= PAGE_BYTES_MAX
