"""The sign-in library's forms in our words."""

from allauth.account import forms as allauth_forms
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from antrean.actions.open_account import UsernameTaken
from antrean.records.models import Account


class SignUpForm(allauth_forms.SignupForm):  # type: ignore[misc]
    """A new account: a name to sign in with, an address for mails, a password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        username, email = self.fields["username"], self.fields["email"]
        password = self.fields["password1"]
        username.label = _("Nama pengguna")
        username.help_text = _("Untuk masuk. Huruf, angka, titik, atau garis; jangan NIK.")
        username.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        email.label = _("Alamat e-mail")
        email.help_text = _("Kode dan tiket dikirim ke alamat ini.")
        password.label = _("Kata sandi")
        password.help_text = _(
            "Paling sedikit 10 tanda. Beberapa kata yang mudah diingat lebih baik."
        )

    def try_save(self, request: HttpRequest) -> tuple[Account | None, HttpResponse | None]:
        """Store the account. A known address takes as long, and shows the same page."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        try:
            account, response = super().try_save(request)
        except UsernameTaken:
            messages.error(request, _("Nama pengguna itu baru saja dipakai orang lain."))
            return None, redirect("account_signup")
        return account, response


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """Username or e-mail, and the password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("Nama pengguna atau alamat e-mail")
        login.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["password"].label = _("Kata sandi")


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey; it takes the place of the password unless that is unticked."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        instead = self.fields["passwordless"]
        instead.initial = True
        instead.label = _("Pakai kunci ini sebagai pengganti kata sandi")
        instead.help_text = _(
            "Ponsel Anda perlu kunci layar: sidik jari, wajah, atau PIN. "
            "Tanpa centang, kunci ini diminta setelah kata sandi."
        )
