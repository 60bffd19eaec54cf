"""The ways people take through sign-up and identity, as tests walk them over HTTP."""

from urllib.parse import urlencode

from antrean.actions.write_code_mail import secret_context
from antrean.adapters import cipher
from antrean.records.models import Account, Notice

PASSWORD = "empat-kuda-biru"


def answers(person, **others):
    """Return what somebody types on the identity page."""
    return {
        "nik": " ".join(person.nik[at : at + 4] for at in range(0, 16, 4)),
        "full_name": person.full_name,
        "birth_date_0": person.birth_date.day,
        "birth_date_1": person.birth_date.month,
        "birth_date_2": person.birth_date.year,
        "sex": person.sex,
        "address": person.address,
        "phone": person.phone,
        **others,
    }


def sign_up(client, username="budi", *, address=None, follow=False, **extra):
    """Fill in the first page."""
    address = address or f"{username}@contoh.example"
    form = {"username": username, "email": address, "password1": PASSWORD}
    return client.post("/akun/signup/", form, follow=follow, **extra)


def latest_notice(address):
    """Return the last mail written to an address."""
    return Notice.objects.filter(to_address=address).order_by("-id").first()


def latest_code(address):
    """Return the code that was last sent to an address."""
    notice = latest_notice(address)
    return cipher.decrypt(bytes(notice.secret), context=secret_context(notice.ref))


def confirm(client, address, **more):
    """Type the code from the mail."""
    return client.post("/akun/confirm-email/", {"code": latest_code(address)}, **more)


def open_account(client, username="budi"):
    """Sign up and confirm the address; return the account, signed in and without identity."""
    sign_up(client, username)
    confirm(client, f"{username}@contoh.example")
    return Account.objects.get(username=username)


def become_holder(client, person, username="budi"):
    """Sign up, confirm and give an identity; return the account."""
    account = open_account(client, username)
    client.post("/akun/identitas/", answers(person))
    return account


def sign_in(client, login, password=PASSWORD, **extra):
    """Send the sign-in page."""
    return client.post("/akun/login/", {"login": login, "password": password}, **extra)


def dependant(person, **others):
    """Return what a holder types to add a child who lives with them."""
    return answers(person) | {"relation": "child", "home": "same", "address": "", **others}


def asked_with(url, **query):
    """Return an address with its query."""
    return f"{url}?{urlencode(query)}"
