"""Runs exact SQL prepared, with the server's own parameters: for statements of hundreds of rows.

Django's cursor writes every parameter into the text, which both sides then have to read again.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from django.db import connection

Row = tuple[Any, ...]


@contextmanager
def _cursor(statement: str) -> Iterator[psycopg.Cursor[Row]]:
    """Open a cursor on Django's own connection, in its transaction; errors are Django's."""
    connection.ensure_connection()
    if connection.queries_logged:  # whoever counts statements counts these too
        connection.queries_log.append({"sql": statement, "time": ""})
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as opened:
        yield opened


def fetch(statement: str, *parameters: object) -> list[Row]:
    """Run a statement and return its rows."""
    with _cursor(statement) as opened:
        return opened.execute(statement, parameters, prepare=True).fetchall()


def run(statement: str, *parameters: object) -> None:
    """Run a statement that returns nothing."""
    with _cursor(statement) as opened:
        opened.execute(statement, parameters, prepare=True)


def by_index() -> None:
    """Let the plans of this transaction use indexes, however small the tables are now.

    A connection keeps its plans, those of foreign keys too: made while a table was empty, they
    would read all of it when it has grown.
    """
    run("SELECT set_config('enable_seqscan', 'off', true)")


@contextmanager
def together() -> Iterator[None]:
    """Send the statements of this block without waiting for each; to be opened in a transaction.

    Whoever fetches rows waits for them. What `run` broke is raised by the next fetch, or at the
    end of the block.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline() as sent:
        try:
            yield
        except BaseException:
            with suppress(psycopg.Error):  # else psycopg logs it, with the row that was refused
                sent.sync()
            raise


def array(values: Iterable[object]) -> str:
    """Return plain numbers, dates or code words as the text of an array.

    Only for values that hold neither quote, comma, brace nor space: nothing is escaped.
    """
    return "{" + ",".join(map(str, values)) + "}"


def texts(values: Iterable[str | None]) -> str:
    """Return any texts, or none, as the text of an array."""
    return "{" + ",".join("NULL" if each is None else _quoted(each) for each in values) + "}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
