"""What the page of a time that was given promises is what happens next."""

from datetime import UTC, datetime

import pytest

from tests.factories import make_booked, make_cell, make_office, stand_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days_ahead", "asked"),
    [(7, "Tiga hari dan satu hari sebelumnya"), (3, "Satu hari sebelumnya"), (1, "")],
)
def test_the_page_says_only_when_somebody_is_really_asked(client, days_ahead, asked):
    stand_at(datetime(2026, 11, 24, 3, tzinfo=UTC))  # ten in the morning there: nine is over
    office = make_office()
    make_cell(office, days_ahead=days_ahead)
    application = make_booked(office).application
    client.force_login(application.account)

    page = client.get(f"/permohonan/{application.ref}/hasil/").content.decode()

    assert "Waktu Anda sudah ditetapkan" in page
    assert ("kami bertanya apakah Anda tetap datang" in page) == bool(asked)
    assert f"<li>{asked}" in page
