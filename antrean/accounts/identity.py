"""Pages on which the holder of an account says who they are."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from antrean.accounts.identity_forms import IdentityForm
from antrean.accounts.onward import onward, with_onward
from antrean.actions.register_person import AlreadyListed, IdentityImplausible, register_person
from antrean.records import clock, people
from antrean.ui import identity_words
from antrean.ui.gates import SignedIn, account_required, holder_required


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def identity(request: SignedIn) -> HttpResponse:
    """Ask once who the holder is; whoever said so already goes on."""
    if people.holder(request.user):
        return redirect(onward(request))
    now = clock.now()
    form = IdentityForm(request.POST or None, now=now)
    if form.is_valid():
        try:
            register_person(account=request.user, person=form.person(), relation="self", now=now)
        except AlreadyListed:
            return redirect(onward(request))  # pressed twice
        except IdentityImplausible as found:
            identity_words.say(found.problems, form=form)
        else:
            return redirect(with_onward(reverse("accounts:ready"), request))
    page = {"form": form, "onward": onward(request)}
    return render(request, "accounts/identity.html", page, status=422 if form.errors else 200)


@never_cache
@require_safe
@holder_required
def ready(request: SignedIn) -> HttpResponse:
    """Say that the account is ready, and offer an easier way to sign in."""
    return render(request, "accounts/ready.html", {"onward": onward(request)})
