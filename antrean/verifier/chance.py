"""Whose chance it was: the attempt that was due, the beacon's evidence, and the seed."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from antrean.domain.draw.ed25519 import verify
from antrean.verifier.folder import instant
from antrean.verifier.moments import (
    ATTEMPTS_MAX,
    MINUTE,
    asks_at,
    attempt_bytes,
    begins_at,
    day_bytes,
    ends_at,
    instant_bytes,
)
from antrean.verifier.report import Report

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
