"""The policy of pages is worked out once, and a page that needs another gets its own."""

import pytest
from csp.constants import HEADER, NONCE, SELF
from csp.decorators import csp_exempt, csp_update
from django.http import HttpResponse
from django.test import RequestFactory

from antrean.site.policy import PolicyOnPages


def plain(_request):
    return HttpResponse("hello")


@csp_update({"script-src": [SELF, NONCE]})
def nonced(request):
    return HttpResponse(f"<script nonce='{request.csp_nonce}'>")


@csp_update({"script-src": [SELF, "https://contoh.example"]})
def own(_request):
    return HttpResponse("hello")


@csp_exempt()
def exempt(_request):
    return HttpResponse("hello")


@pytest.fixture
def policies():
    """Return the policies with which one middleware sends the answers of these views."""
    pages = {}
    middleware = PolicyOnPages(lambda request: pages[request.path](request))

    def of(*views):
        pages.update({f"/{view.__name__}/": view for view in views})
        asked = [RequestFactory().get(f"/{view.__name__}/") for view in views]
        return [middleware(each).headers.get(HEADER) for each in asked]

    return of


def test_every_plain_page_has_the_policy_of_the_first(policies):
    first, second = policies(plain, plain)

    assert first == second
    assert "default-src 'none'" in first


def test_a_page_with_a_policy_of_its_own_keeps_it_and_gives_it_to_nobody(policies):
    before, changed, after = policies(plain, own, plain)

    assert "https://contoh.example" in changed
    assert before == after
    assert "contoh.example" not in after


def test_a_nonce_is_in_the_policy_of_its_page_alone(policies):
    before, first, second, after = policies(plain, nonced, nonced, plain)

    assert "'nonce-" in first
    assert "'nonce-" in second
    assert first != second
    assert before == after
    assert "nonce" not in after


def test_a_page_that_is_exempt_first_takes_the_policy_from_nobody(policies):
    none, page = policies(exempt, plain)

    assert none is None
    assert "default-src 'none'" in page
