"""What the whole way from the first page to the ticket weighs on the wire, with nothing cached."""

import re
from datetime import date

import pytest
from django.conf import settings

from tests.accounts.walks import PASSWORD, latest_code
from tests.journeys import walks
from tests.journeys.scales import Scales
from tests.journeys.stage import somebody
from tests.journeys.visitor import TAKES_PICTURES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST_PAGE_MAX = 14_000  # bytes
FIRST_PAGE_REQUESTS_MAX = 5
FURTHER_PAGE_MAX = 4_000
PATH_MAX = 60_000  # the aim is 45,000
REPORT = settings.ROOT / "docs" / "weight.md"
INTRODUCTION = """\
# What the way to the ticket weighs

Bytes on the wire as a browser with an empty cache receives them, headers included, from the first
page through sign-up to the ticket. Measured by `tests/journeys/test_weight.py`, which fails above
14,000 bytes or five answers for the first page, 4,000 for every further one, and 60,000 for the
whole way.

"""


@pytest.fixture
def newcomer(visitor):
    return visitor()


@pytest.fixture
def scales(newcomer):
    return Scales(newcomer.page)


def signs_up(newcomer, person):
    newcomer.goes("/")
    newcomer.follows("Buat janji")
    newcomer.follows("Daftar dahulu")
    newcomer.fills(username="siti.ringan", email="siti@contoh.example", password1=PASSWORD)
    newcomer.presses("Sign Up")
    newcomer.fills(code=latest_code("siti@contoh.example"))
    newcomer.presses("Lanjut")
    born = person.birth_date
    newcomer.fills(nik=person.nik, full_name=person.full_name, address=person.address)
    newcomer.fills(phone=person.phone)
    newcomer.fills(birth_date_0=born.day, birth_date_1=born.month, birth_date_2=born.year)
    newcomer.chooses("Perempuan")
    newcomer.presses("Lanjut")
    newcomer.follows("Lanjut")


def asks_for_a_time(newcomer):
    newcomer.presses("Mulai")
    newcomer.chooses("Paspor baru")
    newcomer.presses("Lanjut")
    newcomer.chooses("Belum pernah")
    newcomer.presses("Lanjut")
    newcomer.presses("Lanjut")
    newcomer.fills(cari="Tanjungpinang")
    newcomer.presses("Cari kantor")
    newcomer.chooses("Kantor Imigrasi Kelas I TPI Tanjungpinang")
    newcomer.presses("Lanjut")
    newcomer.presses("Lanjut")
    walks.rules_out(newcomer)
    newcomer.presses("Lanjut")
    newcomer.presses("Kirim dan dapatkan waktu")
    newcomer.follows("Buka tiket")
    newcomer.page.wait_for_load_state("networkidle")


def report(scales):
    """Print the table, and write it down where the pictures are written too."""
    table = re.sub(r"/(permohonan|janji)/[\w-]+/", r"/\1/…/", scales.table())
    print(f"\n{table}")
    if TAKES_PICTURES == "1":
        REPORT.write_text(INTRODUCTION + table, encoding="utf-8")


def test_the_way_to_the_ticket_is_light(newcomer, scales):
    signs_up(newcomer, somebody("Siti Rahmawati", born=date(1991, 4, 21)))
    asks_for_a_time(newcomer)
    report(scales)
    first, *further = scales.loads

    assert newcomer.path().startswith("/janji/")
    assert 0 < first.weight <= FIRST_PAGE_MAX
    assert len(first.answers) <= FIRST_PAGE_REQUESTS_MAX
    assert [load for load in further if load.weight > FURTHER_PAGE_MAX] == []
    assert scales.weight <= PATH_MAX


def test_the_scales_notice_what_is_fetched_besides(newcomer, scales):
    newcomer.goes("/")
    newcomer.page.wait_for_load_state("networkidle")
    light = scales.weight

    newcomer.page.evaluate("fetch('/cara-kerja/').then(answer => answer.text())")

    assert scales.loads[0].weight > light + 1000
