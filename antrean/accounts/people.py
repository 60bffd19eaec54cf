"""Pages that list the people of an account, and add one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from antrean.accounts import words
from antrean.accounts.identity_forms import DependantForm
from antrean.accounts.onward import onward
from antrean.accounts.person_cards import cards
from antrean.actions.register_person import (
    AlreadyListed,
    IdentityImplausible,
    TooManyPeople,
    register_person,
)
from antrean.records import clock
from antrean.records import people as listed
from antrean.records.models import DEPENDANTS_MAX
from antrean.ui import identity_words
from antrean.ui.gates import SignedIn, holder_required


@never_cache
@require_safe
@holder_required
def people(request: SignedIn) -> HttpResponse:
    """List the holder and those they apply for."""
    found = listed.people_of(request.user)
    room = 1 + DEPENDANTS_MAX - len(found)
    return render(request, "accounts/people.html", {"cards": cards(found), "room": room})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@holder_required
def add_person(request: SignedIn) -> HttpResponse:
    """Ask for somebody else's card, and add them to the account."""
    holder, *others = listed.people_of(request.user)
    if len(others) >= DEPENDANTS_MAX:
        return _full(request)
    now = clock.now()
    form = DependantForm(request.POST or None, holder_address=holder.address, now=now)
    if form.is_valid() and _added(request, form):
        return redirect(onward(request, otherwise=reverse("accounts:people")))
    page = {"form": form, "onward": onward(request, otherwise="")}
    return render(request, "accounts/add_person.html", page, status=422 if form.errors else 200)


def _added(request: SignedIn, form: DependantForm) -> bool:
    person, relation = form.person(), form.cleaned_data["relation"]
    try:
        register_person(account=request.user, person=person, relation=relation, now=form.now)
    except IdentityImplausible as found:
        identity_words.say(found.problems, form=form)
    except AlreadyListed:
        form.add_error("nik", words.LISTED_ALREADY)
    except TooManyPeople:
        form.add_error(None, words.LIST_FULL)
    else:
        messages.success(request, _("%(name)s sudah ada di daftar.") % {"name": person.full_name})
        return True
    return False


def _full(request: SignedIn) -> HttpResponse:
    problem = {
        "title": _("Daftar Anda sudah penuh"),
        "sentences": [words.LIST_FULL, _("Orang lain bisa mendaftar dengan akun sendiri.")],
        "action_url": reverse("accounts:people"),
        "action_label": _("Lihat daftar orang"),
    }
    return render(request, "ui/problem.html", problem, status=422)
