"""The offices a form of the path shows: those chosen before, and those found or near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from antrean.records import reference
from antrean.records.models import Application, Office
from antrean.ui.pieces import Option
from antrean.web import finding, office_rows, steps


@dataclass(frozen=True, slots=True)
class Listing:
    """What was looked for, the offices to show as choices, and the codes of all there are."""

    search: finding.Search
    listed: list[tuple[str, Option]]
    known: set[str]


def listing(
    request: HttpRequest,
    application: Application,
    *,
    kept: Sequence[str],
    left_out: str = "",
    now: datetime,
) -> Listing:
    """Return the offices kept, then those the address asks for, else those nearby.

    Without a search, begin at the office somebody likes best, else at their address.
    """
    by_code = reference.known_offices()
    search = finding.search(request)
    if not search.was_asked:
        search = _nearby(application, by_code.get(left_out or next(iter(kept), "")))
    listed = office_rows.choices(
        search,
        kept=[by_code[code] for code in kept if code in by_code],
        pools=steps.pools(application, now=now),
        now=now,
    )
    shown = [choice for choice in listed if choice[0] != left_out]
    return Listing(search=search, listed=shown, known=set(by_code))


def _nearby(application: Application, best: Office | None) -> finding.Search:
    if best is not None:
        return finding.Search(near=finding.around(best))
    address = application.applicant.address if application.applicant else ""
    return finding.from_address(address)
