"""Reads mobile numbers as people write them, through the phonenumbers library."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

HOME = "ID"
"""Numbers without a country code are Indonesian."""

MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
LONGEST = 40
"""No number is written with more signs than that; longer text is not even looked at."""


def read_mobile(text: str) -> str | None:
    """Return the number in E.164, such as "+628123456789", or None where it is not a mobile one.

    "0812-3456-789", "62 812 3456 789" and "+62 812 3456 789" are the same number. Numbers of other
    countries need their "+" and code. Nothing here proves that anybody answers.
    """
    if len(text) > LONGEST:
        return None
    try:
        number = phonenumbers.parse(text, HOME)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in MOBILE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
