"""The applicant's path from the first page to the ticket: each address, and in whose browser."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from random import Random

from antrean.actions import apply
from antrean.actions.create_account import create_account
from antrean.actions.register_person import Person, register_person
from antrean.actions.take_in import Submission, take_in
from antrean.adapters.made_up import made_up_person
from antrean.domain.wishes import Wishes
from antrean.ops.bench.rounds import BenchFailed
from antrean.ops.tour.browser import Browser
from antrean.ops.tour.players import PASSWORD
from antrean.records import clock
from antrean.records.models import Account, Application

OFFICES = ("kanim-tanjungpinang", "kanim-tanjunguban")
LOOKED_FOR = "?cari=Tanjungpinang"
PHONE = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile",
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.8",
    "Accept-Encoding": "gzip, deflate, br",
}
STRANGER, PENDING, NAMELESS, APPLICANT, HOLDER = (
    "stranger pending nameless applicant holder".split()
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One page of the path: its name, its address, and the headers of the browser that opens it."""

    name: str
    address: str
    head: Mapping[str, str]


@contextmanager
def walked(address: str) -> Iterator[list[Stop]]:
    """Make people who stand at every point of the path, and yield its pages in their order.

    Every page was opened once. Raises `StepFailed` where one is not what it should be.
    """
    with ExitStack() as browsers:
        found = {
            who: browsers.enter_context(Browser(address))
            for who in (STRANGER, PENDING, NAMELESS, APPLICANT, HOLDER)
        }
        refs = _placed(found)
        stops = []
        for who, path in _path(**refs):
            browser = found[who]
            browser.open(path)
            if not browser.page.address.endswith(path):
                raise BenchFailed(f"{path} leads to {browser.page.address}.")
            name = path.replace(refs["draft"], "…").replace(refs["held"], "…")
            stops.append(Stop(name, f"{address}{path}", PHONE | _cookies(browser)))
        yield stops


def _path(*, draft: str, held: str) -> Iterator[tuple[str, str]]:
    """Yield who opens which address, from the first page to the ticket."""
    public = ("/", "/syarat/", "/syarat/dewasa-baru/", "/kantor/", f"/kantor/{LOOKED_FOR}")
    for path in (*public, f"/kantor/{OFFICES[0]}/", "/akun/login/", "/akun/signup/"):
        yield STRANGER, path
    yield PENDING, "/akun/confirm-email/"
    yield NAMELESS, "/akun/identitas/"
    yield APPLICANT, "/akun/siap/"
    yield APPLICANT, "/permohonan/"
    office, last = f"kantor/{LOOKED_FOR}", ("kantor-lain/", "waktu/", "periksa/")
    for step in ("keperluan/", "paspor-lama/", "siapa/", "kantor/", office, *last):
        yield APPLICANT, f"/permohonan/{draft}/{step}"
    for path in (f"/permohonan/{held}/hasil/", f"/janji/{held}/", "/saya/"):
        yield HOLDER, path


def _placed(browsers: Mapping[str, Browser]) -> dict[str, str]:
    """Bring everybody to their place; return the references of the draft and of the ticket."""
    browsers[PENDING].open("/akun/signup/")
    names = {"username": PENDING, "email": f"{PENDING}@contoh.example"}
    browsers[PENDING].send({**names, "password1": PASSWORD})
    _account(NAMELESS)
    draft, held = (_application(_account(who)) for who in (APPLICANT, HOLDER))
    [outcome] = take_in([Submission(held.pk, held.version, held.key)])
    if outcome.kind != "given":
        raise BenchFailed(f"The holder of the ticket got no place: {outcome.kind}.")
    for who in (NAMELESS, APPLICANT, HOLDER):
        browsers[who].open("/akun/login/")
        browsers[who].send({"login": who, "password": PASSWORD})
    return {"draft": draft.ref, "held": held.ref}


def _account(name: str) -> Account:
    mail = f"{name}@contoh.example"
    return create_account(
        username=name, email=mail, password=PASSWORD, language="id", now=clock.now()
    )


def _application(account: Account) -> Application:
    """Answer everything for the account's holder, up to the page that checks."""
    now = clock.now()
    person = Person(**asdict(made_up_person(Random(account.pk))))  # noqa: S311 - made up
    holder = register_person(account=account, person=person, relation="self", now=now)
    draft = apply.start(account=account, language="id", now=now)
    apply.answer(draft, purpose="new", had_passport="no", applicant=holder, needs=[])
    return apply.wish(draft, wishes=Wishes(OFFICES), start="soon")


def _cookies(browser: Browser) -> dict[str, str]:
    cookies = "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items())
    return {"Cookie": cookies} if cookies else {}
