"""How a ticket code looks on paper, how it is read back, and how a queue number is written."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty signs without 0, O, 1, I, L and U, which are mistaken for each other."""

CODE_LENGTH = 8
CODES = len(ALPHABET) ** (CODE_LENGTH - 1)
"""How many codes there are: pass `ticket_code` a random whole number below this."""

_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
_DOUBLED = {sign: sum(divmod(2 * value, len(ALPHABET))) for sign, value in _VALUE.items()}


def ticket_code(number: int) -> str:
    """Return the eight-sign code of a number in 0..CODES-1; the last sign is a check sign.

    Raises `ValueError` outside that range.
    """
    if not 0 <= number < CODES:
        raise ValueError("A ticket code is made from a number in range.")
    signs = []
    for _ in range(CODE_LENGTH - 1):
        number, value = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[value])
    return "".join(signs) + _check_sign("".join(signs))


def read_code(text: str) -> str | None:
    """Return the code in a typed text, or None where no ticket can bear it.

    Spaces, hyphens and small letters do not matter. One wrong sign is always noticed.
    """
    code = "".join(text.split()).replace("-", "").upper()
    if len(code) != CODE_LENGTH or any(sign not in _VALUE for sign in code):
        return None
    return code if _check_sign(code[:-1]) == code[-1] else None


def spaced(code: str) -> str:
    """Return the code as people read it: four and four."""
    return f"{code[:4]} {code[4:]}"


def queue_number(letter: str, number: int) -> str:
    """Return a queue number as it is printed and called: `A-012`."""
    return f"{letter}-{number:03d}"


def _check_sign(signs: str) -> str:
    """Return the Luhn mod N check sign (N = 30), which needs no prime alphabet."""
    total = sum(map(_DOUBLED.__getitem__, signs[::-2])) + sum(
        map(_VALUE.__getitem__, signs[-2::-2])
    )
    return ALPHABET[-total % len(ALPHABET)]
