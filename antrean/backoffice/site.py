"""The back office: Django's administration behind our sign-in with a second factor.

Its forms store rows themselves. This is the one exception to "front rooms write only through
actions": the rows are reference rows without rules of their own, every constraint is checked by
form and database, and each change is noted on the ledger (`antrean.actions.note_reference_change`).
"""

from collections.abc import Mapping
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from antrean.backoffice import words

FACTORS = ("totp", "webauthn")


class BackOffice(AdminSite):
    """The one administration site; who may change what stands in `tables`."""

    site_title = site_header = gettext_lazy("Kantor belakang")
    index_title = gettext_lazy("Data acuan")
    enable_nav_sidebar = True

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in active staff whose second factor exists and was used in this session."""
        user = request.user
        if not (user.is_active and user.is_staff):
            return False
        return is_mfa_enabled(user, types=FACTORS) and _used_second_factor(request)

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to whatever is missing: sign-in, a second factor, or its use; then back."""
        wanted = _wanted(request)
        if not request.user.is_authenticated:
            return redirect_to_login(wanted, reverse("account_login"))
        if not (request.user.is_active and request.user.is_staff):
            raise PermissionDenied
        if not is_mfa_enabled(request.user, types=FACTORS):
            messages.warning(
                request,
                _("Kantor belakang meminta langkah masuk kedua. Pasang salah satu dahulu."),
            )
            return redirect("accounts:security")
        if not _used_second_factor(request):
            messages.info(request, _("Untuk kantor belakang, pakai langkah masuk kedua Anda."))
            return redirect(f"{_proof_page(request)}?{urlencode({'next': wanted})}")
        return redirect(wanted)

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Return the menu: the tables this person may see, by chapter."""
        offered = {
            shown["model"]: shown
            for app in self._build_app_dict(request, app_label).values()
            for shown in app["models"]
        }
        menu: dict[str, dict[str, Any]] = {}
        for table, (chapter, _called) in words.TABLES.items():
            if table in offered:
                empty = {"name": chapter, "app_label": "records", "app_url": "", "models": []}
                menu.setdefault(str(chapter), empty)["models"].append(offered[table])
        return list(menu.values())

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Passwords are changed in one place, with its limits."""
        return redirect("account_change_password")


def _used_second_factor(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def _proof_page(request: HttpRequest) -> str:
    """Return where this person can use the second factor they have."""
    has_app = is_mfa_enabled(request.user, types=["totp"])
    return reverse("mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn")


def _wanted(request: HttpRequest) -> str:
    url = request.GET.get("next", "")
    ours = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if ours else reverse("admin:index")
