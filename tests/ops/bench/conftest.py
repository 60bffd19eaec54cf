"""Two offices that a crowd can apply to, as reference data would leave them."""

import pytest

from antrean.records import clock
from antrean.records.models import PoolShare
from tests.factories import make_hours, make_office


@pytest.fixture
def offices():
    """Offices with hours and one pool, that have no seats yet."""
    found = [make_office("kanim-satu"), make_office("kanim-dua", timezone="Asia/Jayapura")]
    for office in found:
        make_hours(office)
    PoolShare.objects.create(
        pool="regular",
        percent=100,
        basis="assumption",
        source="test",
        valid_from=clock.now().date(),
    )
    return found
