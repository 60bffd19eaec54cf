"""Takes identity numbers out of everything that is logged."""

import logging
import re

# Between two digits may stand what people type there, also as an address writes it.
_BETWEEN = r"(?:[\s.+\-]|%2[0BbDd]){0,2}"
_SIXTEEN_DIGITS = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}\d){{15}}(?!\d)")
HIDDEN = "[16 digits hidden]"


class HideIdentityNumbers(logging.Filter):
    """A filter for log handlers: sixteen digits in a row never reach the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message and its traceback; keep the record."""
        record.msg, record.args = hide(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = hide(record.exc_text)
        return True


def hide(text: str) -> str:
    """Return the text with every run of sixteen digits replaced."""
    return _SIXTEEN_DIGITS.sub(HIDDEN, text)
