"""The page from which an account is kept safe."""

from allauth.mfa.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from antrean.ui.gates import SignedIn, account_required


@never_cache
@require_safe
@account_required
def security(request: SignedIn) -> HttpResponse:
    """Show how one signs in today, and what can be added."""
    factors = get_adapter()
    page = {
        "has_passkey": factors.is_mfa_enabled(request.user, types=["webauthn"]),
        "has_app": factors.is_mfa_enabled(request.user, types=["totp"]),
        "has_codes": factors.is_mfa_enabled(request.user, types=["recovery_codes"]),
    }
    return render(request, "accounts/security.html", page)
