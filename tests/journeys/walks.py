"""The ways through the pages, told once in Indonesian; the visitor reads in their own language."""

from antrean.domain.wording import weekday_in_words
from tests.accounts.walks import PASSWORD, latest_code
from tests.journeys.visitor import Visitor

TUESDAY, WEDNESDAY = 1, 2
TIMES_WRONG = {"after_0": 31, "after_1": 2, "after_2": 2027}


def begins(visitor: Visitor) -> None:
    """Come to the start page, in the own language, and ask for a time."""
    visitor.goes("/")
    if visitor.language == "en":
        visitor.page.context.clear_cookies()
        visitor.goes("/")
        visitor.presses("English", within="header")
    visitor.looks("start")
    visitor.follows("Buat janji")
    visitor.looks("login")


def signs_up(visitor: Visitor, username: str) -> None:
    """Open an account and type the code from the mail, each with a mistake first."""
    address = f"{username}@contoh.example"
    visitor.goes("/akun/signup/")
    visitor.looks("sign-up")
    visitor.fills(username=username, email="bukan alamat", password1="pendek")
    visitor.presses("Sign Up")
    visitor.looks("sign-up-wrong")
    visitor.fills(username=username, email=address, password1=PASSWORD)
    visitor.presses("Sign Up")
    visitor.looks("code")
    visitor.fills(code="SALAH1")
    visitor.presses("Lanjut")
    visitor.looks("code-wrong")
    visitor.fills(code=latest_code(address))
    visitor.presses("Lanjut")


def says_who(visitor: Visitor, person: object) -> None:
    """Copy the identity card, with another person's birthday first."""
    visitor.looks("identity")
    born, number = person.birth_date, person.nik
    visitor.fills(nik=number, full_name=person.full_name, address=person.address, phone="0")
    visitor.fills(birth_date_0=born.day, birth_date_1=born.month, birth_date_2=born.year - 1)
    visitor.chooses("Perempuan")
    visitor.presses("Lanjut")
    visitor.looks("identity-wrong")
    visitor.fills(birth_date_2=born.year, phone=person.phone)
    visitor.presses("Lanjut")
    visitor.looks("ready")


def says_what_for(visitor: Visitor) -> None:
    """Begin an application: the purpose, and whether there was a passport before."""
    visitor.goes("/permohonan/")
    visitor.looks("applying")
    visitor.presses("Mulai")
    visitor.looks("purpose")
    visitor.presses("Lanjut")
    visitor.looks("purpose-wrong")
    visitor.chooses("Paspor baru")
    visitor.presses("Lanjut")
    visitor.presses("Lanjut")
    visitor.looks("old-passport-wrong")
    visitor.chooses("Belum pernah")
    visitor.presses("Lanjut")


def says_who_comes(visitor: Visitor) -> None:
    visitor.looks("person")
    visitor.chooses("Hamil atau menyusui")
    visitor.presses("Lanjut")


def says_where(visitor: Visitor) -> None:
    """Look for a town, take its office, and a neighbour that would do too."""
    visitor.looks("office-near")
    visitor.fills(cari="Tanjungpinang")
    visitor.presses("Cari kantor")
    visitor.looks("office")
    visitor.chooses("Kantor Imigrasi Kelas I TPI Tanjungpinang")
    visitor.presses("Lanjut")
    visitor.looks("neighbours")
    visitor.chooses("Kantor Imigrasi Kelas II TPI Tanjung Uban")
    visitor.presses("Lanjut")


def says_when_not(visitor: Visitor) -> None:
    """Rule out a day and a morning, with a date that does not exist first."""
    page = visitor.path()
    visitor.looks("times-plain")
    visitor.chooses("Setelah tanggal tertentu")
    visitor.fills(**TIMES_WRONG)
    visitor.presses("Lanjut")
    visitor.looks("times-wrong")
    visitor.chooses("Secepatnya")
    rules_out(visitor)
    visitor.presses("Lanjut")
    visitor.goes(page)
    visitor.opens(weekday_in_words(WEDNESDAY, language=visitor.language))
    visitor.looks("times")
    visitor.presses("Lanjut")


def rules_out(visitor: Visitor) -> None:
    """Neither Tuesday, nor Wednesday morning."""
    visitor.opens(weekday_in_words(TUESDAY, language=visitor.language))
    visitor.chooses("Seharian")
    visitor.opens(weekday_in_words(TUESDAY, language=visitor.language))
    visitor.opens(weekday_in_words(WEDNESDAY, language=visitor.language))
    visitor.chooses("Pagi, sebelum pukul 10")


def sends(visitor: Visitor) -> None:
    visitor.looks("check")
    visitor.presses("Kirim dan dapatkan waktu")
    visitor.looks("given")
    visitor.follows("Buka tiket")
    visitor.looks("ticket")


def moves(visitor: Visitor) -> None:
    """Ask for another time, at no office first."""
    visitor.follows("Ubah jadwal")
    visitor.looks("changing")
    visitor.page.locator("[name='offices']").first.uncheck()
    visitor.page.locator("[name='offices']").nth(1).uncheck()
    visitor.presses("Ubah jadwal")
    visitor.looks("changing-wrong")
    visitor.page.locator("[name='offices']").first.check()
    visitor.opens(weekday_in_words(WEDNESDAY, language=visitor.language))
    visitor.chooses("Seharian")
    visitor.presses("Ubah jadwal")
    visitor.looks("ticket-moved")


def gives_back(visitor: Visitor) -> None:
    visitor.follows("Batalkan")
    visitor.looks("cancelling")
    visitor.fills(reason="Anak saya sakit.")
    visitor.presses("Batalkan janji")
    visitor.looks("cancelled")
    visitor.goes("/saya/")
    visitor.looks("me-afterwards")
