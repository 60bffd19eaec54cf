"""Memeriksa satu undian antrean dari berkas umumnya. Perlu Python 3.9 atau lebih baru, lain tidak.

    python3 verify.py BERKAS [--receipt tanda-terima.json] [--key KUNCI] [--copy SALINAN]

Verifies one draw from its public files; add --english. Exits 1 when something is wrong, 2 when
something cannot be read. Written by `bin/antrean manage write_verifier` from antrean/verifier.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

# -------------------------------------------------------------------------------------------------
# Every sentence of the verifier, in Indonesian and in English.


TRUE, WRONG, OPEN, NOTE = "true", "wrong", "open", "note"

MARKS = {
    TRUE: ("[benar]     ", "[true]      "),
    WRONG: ("[SALAH]     ", "[WRONG]     "),
    OPEN: ("[tak dicek] ", "[unchecked] "),
    NOTE: ("[catatan]   ", "[note]      "),
}

TEXTS = {
    # what is claimed; the mark before it says whether it holds
    "seat-files": (
        "Berkas tempat adalah yang diumumkan ({offices} kantor, {seats} tempat).",
        "The seat files are the announced ones ({offices} offices, {seats} seats).",
    ),
    "announced-before": (
        "Pengumuman bertanggal sebelum penutupan ({at}).",
        "The announcement is dated before the closing ({at}).",
    ),
    "asks-by-rule": (
        "Saat suar ditanya mengikuti aturan: {at}.",
        "The instant at which the beacon is asked follows the rule: {at}.",
    ),
    "closed-on-announced": (
        "Penutupan menyebut pengumuman ini, tanpa perubahan sesudahnya.",
        "The closing names this announcement, unchanged since.",
    ),
    "closed-in-time": (
        "Akar bertanggal sesudah penutupan dan sebelum suar ditanya ({at}).",
        "The root is dated after the closing and before the beacon was asked ({at}).",
    ),
    "leaves-in-order": (
        "Semua tanda terurut, tidak ada yang ganda, masing-masing di berkasnya.",
        "All leaves are in order, none stands twice, each is in its file.",
    ),
    "leaves-counted": (
        "Jumlah tanda adalah {count}, seperti disebut.",
        "There are {count} leaves, as was said.",
    ),
    "root": (
        "Akar yang dihitung ulang dari semua tanda sama: {root}.",
        "The root computed again from all leaves is the same: {root}.",
    ),
    "counts-add-up": (
        "Jumlah menurut kantor dan menurut jalur masing-masing sama dengan jumlah tanda.",
        "The counts by office and those by pool each add up to the number of leaves.",
    ),
    "drawn-on-both": (
        "Hasil menyebut pengumuman dan penutupan ini, tanpa perubahan sesudahnya.",
        "The result names this announcement and this closing, unchanged since.",
    ),
    "attempts": (
        "Upaya ke-{number} adalah giliran menurut aturan; yang sebelumnya dilepas bertanda tangan.",
        "Attempt {number} is the one due by rule; those before were given up by signed words.",
    ),
    "as-announced": (
        "Suar yang dipakai adalah yang diumumkan: {beacon}.",
        "The beacon that was used is the announced one: {beacon}.",
    ),
    "drand": (
        "Putaran drand adalah {round}, dan keluarannya sidik jari dari tanda tangan itu.",
        "The round of drand is {round}, and its output is the digest of that signature.",
    ),
    "witnesses": (
        "Ikatan dan pembukaan {count} saksi ditandatangani tepat waktu; suar dihitung darinya.",
        "Commitments and reveals of {count} witnesses are signed and in time; they are the chance.",
    ),
    "seed": (
        "Benih dihitung dari hari, akar dan suar: {seed}.",
        "The seed is computed from day, root and chance: {seed}.",
    ),
    "one-root": (
        "Tidak ada saksi yang menandatangani akar lain.",
        "No witness signed another root.",
    ),
    "seen-in-time": (
        "{count} saksi melihat akar sebelum suar ditanya; paling sedikit {least} diperlukan.",
        "{count} witnesses saw the root before the beacon was asked; at least {least} were needed.",
    ),
    "results-of-leaves": (
        "Setiap tanda mempunyai satu hasil, dan tidak ada hasil tanpa tanda.",
        "Each leaf has one result, and there is no result without a leaf.",
    ),
    "results-root": (
        "Akar hasil yang dihitung ulang sama: {root}.",
        "The root of results computed again is the same: {root}.",
    ),
    "results-counted": (
        "{served} tanda mendapat tempat; jumlah orang menurut kantor dan jalur cocok.",
        "{served} leaves got a seat; the people by office and pool are as was said.",
    ),
    "cutoff-files": (
        "Berkas batas adalah yang disebut dalam hasil.",
        "The cutoff files are those that the result names.",
    ),
    "seats-released": (
        "Tempat hanya pindah dari cadangan ke jalur terbuka di jam yang sama; tak ada yang hilang.",
        "Seats moved only from reserves to the open pool of the same window; none was lost.",
    ),
    "reserves-used": (
        "Tidak ada tempat cadangan yang tersisa kosong.",
        "No seat of a reserve was left empty.",
    ),
    "seats-kept": (
        "Tidak ada petak dengan lebih banyak orang daripada tempat.",
        "No cell has more people than seats.",
    ),
    "cutoffs": (
        "Semua batas sama dengan yang dihitung ulang dari hasil dan nomor undi ({cells} petak).",
        "All cutoffs are those computed again from results and draw numbers ({cells} cells).",
    ),
    "same-copy": (
        "Salinan {folder} sama dalam {count} berkas yang ada pada keduanya.",
        "The copy {folder} is the same in the {count} files that both have.",
    ),
    "next-names-it": (
        "Pengumuman berikutnya menyebut hasil ini sebagai yang sebelumnya.",
        "The next announcement names this result as the one before it.",
    ),
    "receipt-of-batch": (
        "Tanda terima berlaku untuk undian hari ini ({day}).",
        "The receipt is of this batch ({day}).",
    ),
    "receipt-opens": (
        "Tanda dihitung dari isi dan garam tanda terima.",
        "The leaf is computed from the receipt's text and salt.",
    ),
    "receipt-signed": (
        "Tanda terima ditandatangani dengan kunci kantor.",
        "The receipt is signed with the office's key.",
    ),
    "receipt-in-time": (
        "Tanda terima ditandatangani sebelum penutupan.",
        "The receipt was signed before the closing.",
    ),
    "receipt-under-root": (
        "Tanda itu ada di bawah akar: {leaf}.",
        "The leaf is under the root: {leaf}.",
    ),
    "receipt-as-said": (
        "Hasil memuat kelas tunggu {age} dan kelompok {size} orang, seperti isi tanda terima.",
        "The result has age class {age} and a group of {size}, as the receipt says.",
    ),
    "receipt-result": (
        "Hasilnya benar menurut batas dan keinginan sendiri: {right}. Diumumkan: {published}.",
        "The result follows from cutoffs and own wishes: {right}. Published: {published}.",
    ),
    # what cannot be checked, and what is to be known
    "omitted": (
        "Tanda terima bertanda tangan tanpa tanda di bawah akar membuktikan penghilangan. Simpan.",
        "A signed receipt without its leaf under the root proves the omission. Keep it.",
    ),
    "draw-number": ("Nomor undi: {number}.", "Draw number: {number}."),
    "bls": (
        "Tanda tangan BLS dari drand: perlu pemasangan lengkap, atau putaran {round} dari drand.",
        "The BLS signature of drand: it needs the full install, or round {round} from drand.",
    ),
    "beacon-unknown": (
        "Suar {beacon} tidak dikenal oleh pemeriksa ini.",
        "This verifier does not know the beacon {beacon}.",
    ),
    "nobody-outside": (
        "Tak seorang pun di luar ikut menentukan suar: ini peragaan, bukan undian yang adil.",
        "Nobody outside had a part in the chance: this is a demonstration, not a fair draw.",
    ),
    "no-witnesses": (
        "Kapan akar terbit: tidak ada saksi yang wajib; hanya salinan orang lain bisa membuktikan.",
        "When the root came out: no witness was required; only copies of others can prove it.",
    ),
    "own-keys": (
        "Kunci diambil dari pengumuman itu sendiri; beri --key dari sumber lain agar lebih kuat.",
        "The keys are the announcement's own; give --key from another source to be surer.",
    ),
    "others-wishes": (
        "Hasil orang lain: keinginan mereka rahasia; hanya tanda terima mereka bisa menunjukkan.",
        "The results of others: their wishes are private; only their receipts could show.",
    ),
    "releases": (
        "Berapa tempat cadangan boleh dibuka ({walks} putaran): perlu keinginan semua orang.",
        "How many reserved seats could be opened ({walks} walks): it needs everybody's wishes.",
    ),
    "ages": (
        "Kelas tunggu dan hak orang lain, dan bahwa tiap tanda adalah satu orang: perlu berkasnya.",
        "Age classes and rights of others, and that a leaf is a person: it needs the papers.",
    ),
    "pool-counts": (
        "Jumlah pendaftar menurut kantor dan jalur: hanya jumlah totalnya bisa dicocokkan.",
        "How many applied by office and pool: only the sum of it can be compared.",
    ),
    "code": (
        "Program undian: sidik jarinya {code}; bandingkan dengan program yang diterbitkan.",
        "The code that drew: its digest is {code}; compare it with the published code.",
    ),
    "copies": (
        "Apakah orang lain diperlihatkan berkas yang sama: bandingkan dengan --copy.",
        "Whether others were shown the same files: compare with --copy.",
    ),
    "not-closed": ("Belum ditutup: baru pengumuman.", "Not closed yet: only the announcement."),
    "not-drawn": ("Belum diundi: baru akar.", "Not drawn yet: only the root."),
    "unreadable": ("Tidak bisa dibaca: {why}", "It cannot be read: {why}"),
    "all-true": ("{checked} pemeriksaan, semuanya benar.", "{checked} checks, all of them true."),
    "some-wrong": (
        "{wrong} dari {checked} pemeriksaan SALAH.",
        "{wrong} of {checked} checks are WRONG.",
    ),
}


# -------------------------------------------------------------------------------------------------
# The report: says each thing once, in the language asked for, and counts what is wrong.


class Report:
    """What was checked so far; `wrong` names the claims that do not hold."""

    def __init__(self, *, english: bool) -> None:
        self.language = 1 if english else 0
        self.checked = 0
        self.wrong: list[str] = []

    def check(self, holds: bool, claim: str, **values: object) -> bool:
        """Say whether this claim holds, and return it."""
        self.checked += 1
        if not holds:
            self.wrong.append(claim)
        self._say(TRUE if holds else WRONG, claim, values)
        return holds

    def cannot(self, what: str, **values: object) -> None:
        """Say what could not be checked."""
        self._say(OPEN, what, values)

    def note(self, what: str, **values: object) -> None:
        """Say what is to be known."""
        self._say(NOTE, what, values)

    def verdict(self) -> int:
        """Say how it ended, and return what the program exits with."""
        said = "some-wrong" if self.wrong else "all-true"
        print(self.text(said, wrong=len(self.wrong), checked=self.checked))
        return 1 if self.wrong else 0

    def text(self, name: str, **values: object) -> str:
        """Return a sentence."""
        return TEXTS[name][self.language].format(**values)

    def _say(self, mark: str, name: str, values: dict[str, object]) -> None:
        print(MARKS[mark][self.language] + self.text(name, **values), flush=True)


# -------------------------------------------------------------------------------------------------
# The folder of a batch: its public files as they were downloaded, and what is digested of them.


OFFICE_FILE = re.compile(r"(?:seats|cutoffs)/([A-Za-z0-9_-]+)\.txt", re.ASCII)
LEAF = re.compile(r"[0-9a-f]{64}", re.ASCII)
WORD_FILES = ("announced", "closed", "drawn")


class Unreadable(Exception):
    """A file is missing or is not written as it should be; its words say which."""


class Folder:
    """The files of one batch; all that is read raises `Unreadable`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def raw(self, name: str) -> bytes:
        """Return a file."""
        try:
            return (self.path / name).read_bytes()
        except OSError as problem:
            raise Unreadable(f"{name}: {problem.strerror}") from problem

    def has(self, word: str) -> bool:
        """Say whether one of the three words was published."""
        return (self.path / f"{word}.json").is_file()

    def word(self, word: str) -> dict[str, Any]:
        """Return one of the three words."""
        name = f"{word}.json"
        try:
            said = json.loads(self.raw(name))
            version = said["version"]
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            raise Unreadable(f"{name}: {problem!r}") from problem
        if version != f"antrean-{word}-v1":
            raise Unreadable(f"{name}: {version!r}")
        return dict(said)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file."""
        return hashlib.sha256(self.raw(name)).hexdigest()

    def lines(self, name: str) -> list[str]:
        """Return the lines of a file."""
        try:
            text = self.raw(name).decode("ascii")
        except ValueError as problem:
            raise Unreadable(f"{name}: ASCII") from problem
        if not text.endswith("\n"):
            raise Unreadable(f"{name}: LF")
        return text[:-1].split("\n")

    def shards(self, kind: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the shards of leaves or results in order, each with what its leaves begin with."""
        for path in sorted(self.path.glob(f"{kind}/??/??.txt")):
            beginning = path.parent.name + path.stem
            yield beginning, self.lines(f"{kind}/{path.parent.name}/{path.name}")

    def cells(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Return what stands behind each cell, `OFFICE DAY HH:MM POOL`, in these office files."""
        found: dict[str, list[str]] = {}
        for name in names:
            office = OFFICE_FILE.fullmatch(name)
            if office is None:
                raise Unreadable(name)
            for line in self.lines(name):
                day, starts, pool, seats, *more = line.split(" ")
                cell = f"{office[1]} {day} {starts} {pool}"
                if cell in found or not seats.isdigit():
                    raise Unreadable(f"{name}: {line[:80]!r}")
                found[cell] = [seats, *more]
        return found


class Tree:
    """The root over leaves that come one after the other, as RFC 6962 defines it."""

    def __init__(self) -> None:
        self.count = 0
        self.whole: list[tuple[int, bytes]] = []  # sizes and roots of whole trees, largest first

    def add(self, leaf: bytes) -> None:
        """Take the next leaf, 32 bytes."""
        size, self.count = 1, self.count + 1
        while self.whole and self.whole[-1][0] == size:
            leaf, size = node(self.whole.pop()[1], leaf), 2 * size
        self.whole.append((size, leaf))

    def root(self) -> str:
        """Return the root in hexadecimal digits."""
        if not self.whole:
            return hashlib.sha256().hexdigest()
        right = self.whole[-1][1]
        for _, left in reversed(self.whole[:-1]):
            right = node(left, right)
        return right.hex()


def node(left: bytes, right: bytes) -> bytes:
    """Return what stands above these two."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def instant(text: str) -> datetime:
    """Read an instant, with its zone."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at


# -------------------------------------------------------------------------------------------------
# When each attempt begins, asks and ends, and how instants and days are digested.


EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
MINUTE = timedelta(minutes=1)
ATTEMPTS_MAX = 24


def begins_at(announced: dict[str, Any], number: int) -> datetime:
    """Return when an attempt begins: the closing, and by the hour after it."""
    return instant(announced["closes_at"]) + number * 60 * MINUTE


def asks_at(announced: dict[str, Any], number: int) -> datetime:
    """Return when chance is asked for; until here nobody may know anything of it."""
    return begins_at(announced, number) + 10 * MINUTE


def ends_at(announced: dict[str, Any], number: int) -> datetime:
    """Return when an attempt may be given up."""
    return begins_at(announced, number) + 30 * MINUTE


def instant_bytes(at: datetime) -> bytes:
    """Return microseconds since 1970 in UTC, 8 bytes, highest first."""
    return ((at - EPOCH) // timedelta(microseconds=1)).to_bytes(8, "big")


def day_bytes(day: str) -> bytes:
    """Return a batch's name where it is digested: its length, then YYYY-MM-DD."""
    return bytes([len(day)]) + day.encode("ascii")


def attempt_bytes(day: str, number: int) -> bytes:
    """Return an attempt where it is digested: its batch and a byte."""
    return day_bytes(day) + bytes([number])


# -------------------------------------------------------------------------------------------------
# Ed25519 signatures, checked with nothing but Python: anybody can read how, and do the same.
#
# Source: RFC 8032, sections 5.1.3 and 5.1.7. It only checks. Nothing here is secret, so it may take
# a different time for different bytes; it takes some milliseconds.


SIGNATURE_BYTES, KEY_BYTES = 64, 32
P = 2**255 - 19
"""The prime of the field that the curve's coordinates are in."""
ORDER = 2**252 + 27742317777372353535851937790883648493
"""How many points the base point makes by being added to itself: the RFC's L."""
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]
"""A point as X, Y, Z, T with x = X/Z, y = Y/Z and xy = T/Z, as in section 5.1.4."""
NEUTRAL: Point = (0, 1, 1, 0)
BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
BASE_Y = 4 * pow(5, -1, P) % P
BASE: Point = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def verify(signature: bytes, *, message: bytes, key: bytes) -> bool:
    """Say whether `key`, 32 bytes, signed `message` with `signature`, 64 bytes; never raises.

    Accepted is what all of this holds for; there is one way to write each of its parts:

    * the key is a point in its only encoding: y below P, and no sign on an x of zero;
    * S, the last 32 bytes, lowest byte first, is below `ORDER`;
    * [S]B - [k]A, encoded, is exactly the first 32 bytes, k being SHA-512(R || A || message).
      That is the RFC's equation without its optional factor of eight.

    OpenSSL is laxer in one thing: it also takes a key in a second encoding. No signature can be
    changed for that, and a published key is known to be in its only one.

    A key of small order is not refused: whoever holds such a key can make signatures that fit many
    messages. Trust is in keys that were published, and theirs to lose.
    """
    if len(signature) != SIGNATURE_BYTES or len(key) != KEY_BYTES:
        return False
    start, scalar = signature[:32], int.from_bytes(signature[32:], "little")
    point = _decoded(key)
    if point is None or scalar >= ORDER:
        return False
    digest = hashlib.sha512(start + key + message).digest()
    k = int.from_bytes(digest, "little") % ORDER
    return _encoded(_add(_times(scalar, BASE), _times(k, _negated(point)))) == start


def _decoded(encoded: bytes) -> Point | None:
    """Return the point that is written like this, or None (section 5.1.3)."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    x = _x_of(y, sign=sign)
    return None if x is None else (x, y, 1, x * y % P)


def _x_of(y: int, *, sign: int) -> int | None:
    """Solve x^2 = (y^2 - 1) / (d y^2 + 1) for the root whose lowest bit is `sign`."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_ONE % P
    if x * x % P != square or (x == 0 and sign):
        return None
    return x if x & 1 == sign else P - x


def _encoded(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _add(one: Point, other: Point) -> Point:
    """Add two points, also equal ones; the formulas of section 5.1.4."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(factor: int, point: Point) -> Point:
    """Add a point to itself `factor` times, by doubling."""
    total = NEUTRAL
    while factor:
        if factor & 1:
            total = _add(total, point)
        point, factor = _add(point, point), factor >> 1
    return total


def _negated(point: Point) -> Point:
    x, y, z, t = point
    return (P - x, y, z, P - t)


# -------------------------------------------------------------------------------------------------
# What was said before the draw: the announcement, and the root over all leaves.


def check_announced(folder: Folder, announced: dict[str, Any], report: Report) -> None:
    """Check the announcement by itself."""
    files = announced["files"]
    same = all(folder.digest(name) == files[name] for name in files)
    cells = folder.cells(sorted(files))
    seats = sum(int(behind[0]) for behind in cells.values())
    report.check(same, "seat-files", offices=len(files), seats=seats)
    at, closes_at = announced["announced_at"], instant(announced["closes_at"])
    report.check(instant(at) < closes_at, "announced-before", at=at)
    due = asks_at(announced, announced["attempt"])
    holds = instant(announced["asks_at"]) == due and announced["attempt"] == 0
    report.check(holds, "asks-by-rule", at=announced["asks_at"])
    report.cannot("code", code=announced["code"])
    if not announced["beacon"]["from_outside"]:
        report.note("nobody-outside")


def check_closed(
    folder: Folder, announced: dict[str, Any], closed: dict[str, Any], report: Report
) -> None:
    """Check the root and what is under it."""
    same = closed["announced"] == folder.digest("announced.json")
    report.check(same and closed["batch"] == announced["batch"], "closed-on-announced")
    at = instant(closed["closed_at"])
    in_time = instant(announced["closes_at"]) <= at < asks_at(announced, announced["attempt"])
    report.check(in_time, "closed-in-time", at=closed["closed_at"])
    tree, in_order, last = Tree(), True, ""
    for beginning, leaves in folder.shards("leaves"):
        for leaf in leaves:
            if not LEAF.fullmatch(leaf):
                raise Unreadable(f"leaves: {leaf[:80]!r}")
            in_order = in_order and last < leaf and leaf.startswith(beginning)
            last = leaf
            tree.add(bytes.fromhex(leaf))
    report.check(in_order, "leaves-in-order")
    report.check(tree.count == closed["leaves"], "leaves-counted", count=tree.count)
    report.check(tree.root() == closed["root"], "root", root=tree.root())
    sums = {sum(closed[kind].values()) for kind in ("offices", "pools")}
    report.check(sums <= {closed["leaves"]}, "counts-add-up")
    report.cannot("pool-counts")


# -------------------------------------------------------------------------------------------------
# Whose chance it was: the attempt that was due, the beacon's evidence, and the seed.


Said = dict[str, Any]
KINDS = {"commitment": 1, "sighting": 2, "reveal": 3}
DRAND_CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
DRAND_GENESIS = datetime.fromisoformat("2023-08-23T15:09:27+00:00")
DRAND_PERIOD = timedelta(seconds=3)


def check_chance(
    announced: Said, closed: Said, drawn: Said, report: Report, *, keys: list[bytes]
) -> None:
    """Check the chance, and that nobody could know it before the root was fixed."""
    number, evidence = drawn["attempt"], drawn["evidence"]
    due = attempt_due(announced, drawn["given_up"], keys)
    in_time = due is not None and instant(drawn["drawn_at"]) >= asks_at(announced, due)
    report.check(due == number and in_time, "attempts", number=number)
    report.check(is_as_announced(announced, drawn), "as-announced", beacon=evidence["beacon"])
    if evidence["beacon"] == "drand":
        due_round = -((DRAND_GENESIS - asks_at(announced, number)) // DRAND_PERIOD) + 1
        output = hashlib.sha256(bytes.fromhex(evidence["signature"])).hexdigest()
        known = (evidence["chain"], evidence["round"]) == (DRAND_CHAIN, due_round)
        report.check(known and output == drawn["chance"], "drand", round=due_round)
        report.cannot("bls", round=due_round)
    elif evidence["beacon"] in ("witnesses", "embedded"):
        holds = witnessed(announced, closed["root"], drawn) == drawn["chance"]
        report.check(holds, "witnesses", count=len(evidence["commitments"]))
    else:
        report.cannot("beacon-unknown", beacon=evidence["beacon"])
    together = b"antrean-draw-v1" + day_bytes(announced["batch"])
    together += bytes.fromhex(closed["root"]) + bytes.fromhex(drawn["chance"])
    seed = hashlib.sha256(together).hexdigest()
    report.check(seed == drawn["seed"], "seed", seed=seed)
    check_sightings(announced, closed["root"], drawn, report)


def attempt_due(announced: Said, given_up: list[Said], keys: list[bytes]) -> int | None:
    """Return which attempt counts after these words of giving up; None where one is not valid."""
    number = int(announced["attempt"])
    for word in given_up:
        at = instant(word["at"])
        message = b"antrean-given-up-v1" + attempt_bytes(announced["batch"], number)
        message += instant_bytes(at)
        signed = is_signed_by(bytes.fromhex(word["signature"]), message, keys)
        if word["attempt"] != number or at < ends_at(announced, number) or not signed:
            return None
        later = (
            each
            for each in range(number + 1, ATTEMPTS_MAX)
            if begins_at(announced, each) >= at + 10 * MINUTE
        )
        found = next(later, None)
        if found is None:
            return None
        number = found
    return number


def is_as_announced(announced: Said, drawn: Said) -> bool:
    """Say whether the evidence is of what was announced; a later attempt has words of its own."""
    before, evidence = announced["beacon"], drawn["evidence"]
    fixed = set(before)
    if drawn["attempt"] != announced["attempt"]:
        fixed -= {"commitments", "round", "due_at"}
    return all(evidence.get(name) == before[name] for name in fixed)


def witnessed(announced: Said, root: str, drawn: Said) -> str | None:
    """Return the chance of the witnesses in hexadecimal digits, or None where something is amiss.

    Everybody on the roll committed before the attempt, and revealed root, roll and secret in it.
    """
    evidence = drawn["evidence"]
    which = attempt_bytes(announced["batch"], drawn["attempt"])
    roll = {said["witness"]: said for said in evidence["commitments"]}
    reveals = {said["witness"]: said for said in evidence["reveals"]}
    if len(roll) != len(evidence["commitments"]) or len(roll) < max(1, evidence["at_least"]):
        return None
    lines = b"".join(name_bytes(name) + content_of(roll[name]) for name in sorted(roll))
    digest = hashlib.sha256(b"antrean-roll-v1" + which + lines).digest()
    secrets = b""
    for name in sorted(roll):
        committed, opened = roll[name], reveals.get(name)
        if opened is None or not is_opened(committed, opened, announced, drawn):
            return None
        content = content_of(opened)
        purpose = b"antrean-commitment-v1" + which + name_bytes(name)
        fits = hashlib.sha256(purpose + content[64:]).digest() == content_of(committed)
        if not fits or content[:64] != bytes.fromhex(root) + digest:
            return None
        secrets += content[64:]
    return hashlib.sha256(b"antrean-witnesses-v1" + digest + secrets).hexdigest()


def is_opened(committed: Said, opened: Said, announced: Said, drawn: Said) -> bool:
    """Say whether a witness said both of this attempt, signed and in time."""
    number = drawn["attempt"]
    pair = {"commitment": committed, "reveal": opened}
    of_it = all(
        (said["kind"], said["batch"], said["attempt"]) == (kind, announced["batch"], str(number))
        for kind, said in pair.items()
    )
    begins, ends = begins_at(announced, number), ends_at(announced, number)
    in_time = instant(committed["at"]) < begins <= instant(opened["at"]) <= ends
    return of_it and in_time and all(is_said(said, drawn["evidence"]) for said in pair.values())


def check_sightings(announced: Said, root: str, drawn: Said, report: Report) -> None:
    """Check who saw the root, and when, by their own clocks."""
    least = announced["sightings_min"]
    if not announced["witnesses"] or not least:
        report.cannot("no-witnesses")
        return
    saw = [
        said
        for said in drawn["sightings"]
        if said["kind"] != "commitment"
        and said["batch"] == announced["batch"]
        and is_said(said, {"keys": announced["witnesses"]})
    ]
    report.check(all(said["content"][:64] == root for said in saw), "one-root")
    until = asks_at(announced, drawn["attempt"])
    early = {
        said["witness"]
        for said in saw
        if said["content"][:64] == root and instant(said["at"]) < until
    }
    report.check(len(early) >= least, "seen-in-time", count=len(early), least=least)


def is_said(said: Said, evidence: Said) -> bool:
    """Say whether the witness of this name signed this statement."""
    key = evidence["keys"].get(said["witness"])
    message = b"antrean-witness-v1" + bytes([KINDS[said["kind"]]])
    message += attempt_bytes(said["batch"], int(said["attempt"])) + name_bytes(said["witness"])
    message += instant_bytes(instant(said["at"])) + content_of(said)
    signature = bytes.fromhex(said["signature"])
    return key is not None and is_signed_by(signature, message, [bytes.fromhex(key)])


def is_signed_by(signature: bytes, message: bytes, keys: list[bytes]) -> bool:
    """Say whether one of these keys signed."""
    return any(verify(signature, message=message, key=key) for key in keys)


def name_bytes(witness: str) -> bytes:
    """Return a witness's name where it is digested."""
    return bytes([len(witness)]) + witness.encode("ascii")


def content_of(said: Said) -> bytes:
    """Return what a statement is about; a reveal has three parts of 32 bytes, others one."""
    content = bytes.fromhex(said["content"])
    if len(content) != (96 if said["kind"] == "reveal" else 32):
        raise ValueError(said["kind"])
    return content


# -------------------------------------------------------------------------------------------------
# What came of the draw: results, seats and cutoffs, each computed again from the others.


SIZES_MAX = 6
Place = tuple[int, int, str]
"""A place in the line, the lower first: the age class below zero, the draw number, the leaf."""
Seated = dict[str, list[tuple[Place, int]]]
"""Who sits in each cell, with how many people."""


def check_drawn(
    folder: Folder, words: tuple[dict[str, Any], ...], report: Report
) -> dict[str, list[str]]:
    """Check the results against all that was published; return what stands behind each cell."""
    announced, closed, drawn = words
    same = drawn["announced"] == folder.digest("announced.json")
    same = same and drawn["closed"] == folder.digest("closed.json")
    report.check(same and drawn["batch"] == announced["batch"], "drawn-on-both")
    seated = read_results(folder, closed, drawn, report)
    files = drawn["files"]
    report.check(all(folder.digest(name) == files[name] for name in files), "cutoff-files")
    cells = folder.cells(sorted(files))
    seats = {cell: int(behind[0]) for cell, behind in cells.items()}
    before = {cell: int(behind[0]) for cell, behind in folder.cells(announced["files"]).items()}
    opens = announced["policy"]["opens"]
    report.check(is_released(before, seats, opens), "seats-released")
    report.cannot("releases", walks=drawn["walks"])
    taken = {cell: sum(size for _, size in sitting) for cell, sitting in seated.items()}
    used = all(
        taken.get(cell, 0) >= count
        for cell, count in seats.items()
        if cell.rpartition(" ")[2] != opens
    )
    report.check(used, "reserves-used")
    kept = all(count <= seats.get(cell, 0) for cell, count in taken.items())
    report.check(kept, "seats-kept")
    right = all(
        cells[cell][1:] == cutoffs_of(count, seated.get(cell, [])) for cell, count in seats.items()
    )
    report.check(right, "cutoffs", cells=len(cells))
    report.cannot("others-wishes")
    report.cannot("ages")
    return cells


def read_results(
    folder: Folder, closed: dict[str, Any], drawn: dict[str, Any], report: Report
) -> Seated:
    """Read all results, and check them as a whole; return who sits where."""
    leaves, lines = Tree(), Tree()
    seated: Seated = {}
    seed, placed = bytes.fromhex(drawn["seed"]), True
    for beginning, shard in folder.shards("results"):
        for line in shard:
            leaf, age, size, *cell = line.split(" ")
            well = LEAF.fullmatch(leaf) and int(age) >= 0 and 1 <= int(size) <= SIZES_MAX
            if not well or len(cell) not in (1, 4):
                raise Unreadable(f"results: {line[:80]!r}")
            placed = placed and leaf.startswith(beginning)
            leaves.add(bytes.fromhex(leaf))
            lines.add(hashlib.sha256(b"\x00" + line.encode("ascii")).digest())
            if len(cell) > 1:
                place = (-int(age), draw_number(leaf, seed), leaf)
                seated.setdefault(" ".join(cell), []).append((place, int(size)))
    report.check(placed and leaves.root() == closed["root"], "results-of-leaves")
    report.check(lines.root() == drawn["results"], "results-root", root=lines.root())
    people: dict[str, dict[str, int]] = {}
    for name, sitting in seated.items():
        office, pool = name.split(" ")[0], name.split(" ")[3]
        counts = people.setdefault(office, {})
        counts[pool] = counts.get(pool, 0) + sum(size for _, size in sitting)
    served = sum(map(len, seated.values()))
    holds = people == drawn["people"] and served == drawn["served"]
    report.check(holds, "results-counted", served=served)
    return seated


def draw_number(leaf: str, seed: bytes) -> int:
    """Return the draw number of a leaf: the first 128 bits of SHA-256(seed || leaf)."""
    return int.from_bytes(hashlib.sha256(seed + bytes.fromhex(leaf)).digest()[:16], "big")


def is_released(before: dict[str, int], after: dict[str, int], opens: str) -> bool:
    """Say whether reserves gave seats to the open pool of their window, and nothing else moved."""
    windows: dict[str, int] = {}
    for cell in sorted({*before, *after}):
        window, _, pool = cell.rpartition(" ")
        more = after.get(cell, 0) - before.get(cell, 0)
        if (more > 0 and pool != opens) or (more < 0 and pool == opens):
            return False
        windows[window] = windows.get(window, 0) + more
    return before.keys() == after.keys() and not any(windows.values())


def cutoffs_of(seats: int, sitting: list[tuple[Place, int]]) -> list[str]:
    """Return the cutoffs of a cell, as they are written, from who sits in it."""
    cutoffs = ["*" if size <= seats else "-" for size in range(1, SIZES_MAX + 1)]
    free = seats
    for (age, _, leaf), people in sorted(sitting):
        after = free - people
        for size in range(max(after, 0) + 1, min(free, SIZES_MAX) + 1):
            cutoffs[size - 1] = f"{-age}:{leaf}"
        free = after
    return cutoffs


# -------------------------------------------------------------------------------------------------
# One's own receipt: that it counts, and that its result follows from cutoffs and own wishes.


def read_receipt(path: Path) -> Said:
    """Read a receipt, as its QR code holds it; raises `Unreadable`."""
    try:
        return dict(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError) as problem:
        raise Unreadable(f"{path}: {problem}") from problem


def check_receipt(receipt: Said, announced: Said, report: Report, *, keys: list[bytes]) -> None:
    """Check the receipt by itself."""
    day, leaf, closes_at = receipt["batch"], receipt["leaf"], instant(receipt["closes_at"])
    same = day == announced["batch"] and closes_at == instant(announced["closes_at"])
    report.check(same, "receipt-of-batch", day=day)
    content = bytes.fromhex(receipt["salt"]) + receipt["text"].encode("ascii")
    opens = hashlib.sha256(b"\x00" + content).hexdigest() == leaf and len(receipt["salt"]) == 32
    report.check(opens, "receipt-opens")
    signed_at = instant(receipt["signed_at"])
    message = b"antrean-receipt-v1" + bytes.fromhex(leaf) + day_bytes(day)
    message += instant_bytes(signed_at)
    signed = is_signed_by(bytes.fromhex(receipt["signature"]), message, keys)
    report.check(signed, "receipt-signed")
    report.check(signed_at < closes_at, "receipt-in-time")


def check_under_root(receipt: Said, folder: Folder, report: Report) -> bool:
    """Check that the leaf is published, all of which the root was computed from before."""
    leaf = receipt["leaf"]
    found = leaf in shard_of(leaf, "leaves", folder)
    if not report.check(found, "receipt-under-root", leaf=leaf):
        report.note("omitted")
    return found


def check_result(
    receipt: Said,
    words: tuple[Said, ...],
    folder: Folder,
    report: Report,
    *,
    cells: dict[str, list[str]],
) -> None:
    """Check what was published of one's own leaf against the cutoffs."""
    announced, _, drawn = words
    leaf, lot = receipt["leaf"], lot_of(receipt["text"])
    seed = bytes.fromhex(drawn["seed"])
    report.note("draw-number", number=f"{draw_number(leaf, seed):032x}")
    line = next((each for each in shard_of(leaf, "results", folder) if each[:64] == leaf), leaf)
    age, size = lot["age_class"][0], lot["group_size"][0]
    report.check(line.split(" ")[1:3] == [age, size], "receipt-as-said", age=age, size=size)
    published = " ".join(line.split(" ")[3:])
    place = (-int(age), draw_number(leaf, seed), leaf)
    met = [
        cell
        for cell, behind in cells.items()
        if may_sit(lot, cell) and meets(place, behind[int(size)], seed)
    ]
    right = min(met, key=lambda cell: liking(lot, cell, announced["policy"]), default="-")
    report.check(published == right, "receipt-result", right=right, published=published)


def shard_of(leaf: str, kind: str, folder: Folder) -> list[str]:
    """Return the lines of the file that a leaf belongs into, none where there is no such file."""
    if not (folder.path / kind / leaf[:2] / f"{leaf[2:4]}.txt").is_file():
        return []
    return folder.lines(f"{kind}/{leaf[:2]}/{leaf[2:4]}.txt")


def lot_of(text: str) -> dict[str, list[str]]:
    """Return the values of each line of a lot's text, by its key."""
    lot = {line.split(" ")[0]: line.split(" ")[1:] for line in text.splitlines()}
    if "antrean-lot-v1" not in lot:
        raise Unreadable("antrean-lot-v1")
    return lot


def may_sit(lot: dict[str, list[str]], cell: str) -> bool:
    """Say whether a cell is one that the lot asks for and may use."""
    office, day, starts, pool = cell.split(" ")
    part = "early" if starts < "10:00" else "late" if starts < "12:00" else "afternoon"
    return (
        office in lot["offices"]
        and pool in lot["pools"]
        and f"{date.fromisoformat(day).weekday()}:{part}" not in lot["cannot"]
        and day not in lot["not_on"]
        and all(day >= first for first in lot["not_before"])
    )


def meets(place: tuple[int, int, str], cutoff: str, seed: bytes) -> bool:
    """Say whether a place in the line is not behind a cutoff."""
    if cutoff in ("*", "-"):
        return cutoff == "*"
    age, _, leaf = cutoff.partition(":")
    return place <= (-int(age), draw_number(leaf, seed), leaf)


def liking(lot: dict[str, list[str]], cell: str, policy: Said) -> tuple[object, ...]:
    """Return what orders cells for a lot: the lower is liked better."""
    name, day, starts, pool = cell.split(" ")
    office, among = lot["offices"].index(name), policy["pools"].index(pool)
    if policy["objective"] == "office":
        return office, day, starts, among
    return day, office, starts, among


# -------------------------------------------------------------------------------------------------
# The command: reads what it is pointed at, checks all of it, and says so.


def main(words: list[str]) -> int:
    """Check a folder; return 0 when all is true, 1 when something is not, 2 when it is unreadable.

    Whatever is in the files: what is not written as it should be is unreadable, and nothing else.
    """
    asked = parser().parse_args(words)
    report = Report(english=asked.english)
    try:
        check(asked, report)
    except (Unreadable, LookupError, ValueError, TypeError, AttributeError, OverflowError) as why:
        print(report.text("unreadable", why=why if isinstance(why, Unreadable) else repr(why)))
        return 2
    return report.verdict()


def check(asked: argparse.Namespace, report: Report) -> None:
    """Check as much as was published."""
    folder = Folder(asked.folder)
    receipt = read_receipt(asked.receipt) if asked.receipt else None
    announced = folder.word("announced")
    keys = [bytes.fromhex(key) for key in asked.key or announced["keys"]]
    check_announced(folder, announced, report)
    if receipt is not None:
        check_receipt(receipt, announced, report, keys=keys)
    if not asked.key:
        report.cannot("own-keys")
    check_copies(folder, asked, report)
    if not folder.has("closed"):
        report.note("not-closed")
        return
    closed = folder.word("closed")
    check_closed(folder, announced, closed, report)
    found = receipt is not None and check_under_root(receipt, folder, report)
    if not folder.has("drawn"):
        report.note("not-drawn")
        return
    drawn = folder.word("drawn")
    check_chance(announced, closed, drawn, report, keys=keys)
    said = (announced, closed, drawn)
    cells = check_drawn(folder, said, report)
    if receipt is not None and found:
        check_result(receipt, said, folder, report, cells=cells)


def check_copies(folder: Folder, asked: argparse.Namespace, report: Report) -> None:
    """Compare with what others were shown, and with the announcement that came after."""
    if not asked.copy:
        report.cannot("copies")
    for path in asked.copy or []:
        copy = Folder(path)
        both = [word for word in WORD_FILES if folder.has(word) and copy.has(word)]
        same = all(folder.raw(f"{word}.json") == copy.raw(f"{word}.json") for word in both)
        report.check(same and bool(both), "same-copy", folder=path, count=len(both))
    if asked.next:
        before: dict[str, Any] | None = Folder(asked.next).word("announced")["before"]
        this = {"batch": folder.word("drawn")["batch"], "drawn": folder.digest("drawn.json")}
        report.check(before == this, "next-names-it")


def parser() -> argparse.ArgumentParser:
    """Return what understands the words of the command."""
    asks = argparse.ArgumentParser(
        description="Periksa undian antrean dari berkas umumnya. / Verify a draw."
    )
    asks.add_argument("folder", type=Path, help="berkas satu undian / the files of one batch")
    asks.add_argument("--receipt", type=Path, help="tanda terima (JSON) / a receipt")
    asks.add_argument("--key", action="append", help="kunci umum / a public key, hexadecimal")
    asks.add_argument("--copy", action="append", type=Path, help="salinan lain / another copy")
    asks.add_argument("--next", type=Path, help="undian berikutnya / the batch after it")
    asks.add_argument("--english", action="store_true", help="bahasa Inggris / in English")
    return asks


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
