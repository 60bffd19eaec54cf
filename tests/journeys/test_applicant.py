"""From the first page to the ticket and back again, by hand, on a small phone."""

from datetime import date

import pytest

from tests.journeys import walks
from tests.journeys.stage import somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("language", "scripts"), [("id", True), ("en", False)])
def test_a_newcomer_gets_a_time_moves_it_and_gives_it_back(visitor, language, scripts):
    newcomer = visitor(language=language, scripts=scripts)
    siti = somebody("Siti Rahmawati", born=date(1991, 4, 21))

    walks.begins(newcomer)
    walks.signs_up(newcomer, f"siti.{language}")
    walks.says_who(newcomer, siti)
    walks.says_what_for(newcomer)
    walks.says_who_comes(newcomer)
    walks.says_where(newcomer)
    walks.says_when_not(newcomer)
    walks.sends(newcomer)
    walks.moves(newcomer)
    walks.gives_back(newcomer)

    assert newcomer.complaints == []
