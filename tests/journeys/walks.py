"""The ways through the pages, told once in Indonesian; the visitor reads in their own language."""

from antrean.domain.wording import weekday_in_words
from tests.accounts.walks import PASSWORD, latest_code
from tests.journeys.visitor import Visitor

TIMES_WRONG = {"after_0": 31, "after_1": 2, "after_2": 2027}


def begins(visitor: Visitor) -> None:
    """Come to the start page, in the own language, and ask for a time."""
    visitor.goes("/")
    if visitor.language == "en":
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
    visitor.presses("Lanjut")
    visitor.looks("identity-wrong")
    visitor.fills(birth_date_2=born.year, phone=person.phone)
    visitor.chooses("Perempuan")
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
    """Rule out a day and a morning, with a day that does not exist first."""
    visitor.looks("times-plain")
    visitor.chooses("Setelah tanggal tertentu")
    visitor.fills(**TIMES_WRONG)
    visitor.presses("Lanjut")
    visitor.looks("times-wrong")
    visitor.chooses("Secepatnya")
    visitor.opens(weekday_in_words(1, language=visitor.language))
    visitor.chooses("Seharian")
    visitor.looks("times")
    visitor.presses("Lanjut")


def sends(visitor: Visitor) -> None:
    visitor.looks("check")
    visitor.presses("Kirim dan dapatkan waktu")
    visitor.looks("given")
    visitor.follows("Buka tiket")
    visitor.looks("ticket")
