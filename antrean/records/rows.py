"""Rows of a table by exact SQL, for what every page asks: written once, prepared, as objects.

Django's own way writes the statement anew each time, which costs more than to run it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import ForeignKey, Model

from antrean.records import prepared

M = TypeVar("M", bound=Model)
Key = ForeignKey[Any, Any]
Beside = tuple[type[Model], str]
Convert = Callable[[Any, None, object], Any]


class Rows(Generic[M]):
    """Look-ups of one table, which the words call `t`, with the rows its keys point at.

    `joined` names foreign keys, further ones as in "application__applicant"; each comes along as
    an object, and its alias in the words is that name. A key that points nowhere gives None.
    `beside` names further tables and when a row of theirs belongs to it, at most one; it becomes
    the attribute of that name, None where there is none.
    """

    def __init__(
        self,
        model: type[M],
        words: str,
        *,
        joined: Sequence[str] = (),
        beside: Mapping[str, Beside] = MappingProxyType({}),
    ) -> None:
        self._model, self._words, self._joined, self._beside = model, words, joined, beside

    def all(self, *values: object) -> list[M]:
        """Return the rows for these values, one for each `%s` of the words."""
        return [self._built(row) for row in prepared.fetch(self._statement, *values)]

    def first(self, *values: object) -> M | None:
        """Return the first row for these values, or None."""
        return next(iter(self.all(*values)), None)

    @cached_property
    def _parts(self) -> list["_Part"]:
        """The table itself, then those that are joined, each after the one that points at it."""
        parts = {"": _Part("t", self._model, start=0)}
        for path in self._joined:
            before, _, name = path.rpartition("__")
            key: Any = parts[before].model._meta.get_field(name)
            start = sum(len(part.names) for part in parts.values())
            parts[path] = _Part(path, key.related_model, start=start, by=(parts[before], key))
        for name, (model, when) in self._beside.items():
            start = sum(len(part.names) for part in parts.values())
            parts[name] = _Part(name, model, start=start, when=when)
        return list(parts.values())

    @cached_property
    def _statement(self) -> str:
        columns = ", ".join(column for part in self._parts for column in part.columns)
        tables = " LEFT JOIN ".join(part.table for part in self._parts)
        return f"SELECT {columns} FROM {tables} {self._words}"  # noqa: S608 - no word of a reader

    def _built(self, row: Sequence[Any]) -> M:
        built: dict[str, Any] = {}
        for part in self._parts:
            found = built[part.alias] = part.built(row)
            if part.by is not None:
                pointing, key = part.by
                if built[pointing.alias] is not None:
                    key.set_cached_value(built[pointing.alias], found)
            elif part.when:
                setattr(built["t"], part.alias, found)
        itself: M = built["t"]
        return itself


class _Part:
    """One table of a look-up, from a column of the answer on.

    `by` is the key that leads to it; without one, `when` says which row belongs.
    """

    def __init__(
        self,
        alias: str,
        model: type[Model],
        *,
        start: int,
        by: "tuple[_Part, Key] | None" = None,
        when: str = "",
    ) -> None:
        fields = list(model._meta.concrete_fields)
        self.alias, self.model, self.by, self.when = alias, model, by, when
        self.names = [field.attname for field in fields]
        self.columns = [f'{alias}."{field.column}"' for field in fields]
        self._at = slice(start, start + len(fields))
        self._pk = fields.index(model._meta.pk)
        self._converts: list[tuple[int, Convert]] = [
            (place, field.from_db_value)
            for place, field in enumerate(fields)
            if hasattr(field, "from_db_value")
        ]

    @property
    def table(self) -> str:
        """The words that name this table and how it is joined."""
        named = f'"{self.model._meta.db_table}" AS {self.alias}'
        if self.by is None:
            return f"{named} ON {self.when}" if self.when else named
        pointing, key = self.by
        return f'{named} ON {self.columns[self._pk]} = {pointing.alias}."{key.column}"'

    def built(self, row: Sequence[Any]) -> Model | None:
        """Return the object of this part, None where there is no row."""
        values = list(row[self._at])
        if values[self._pk] is None:
            return None
        for place, convert in self._converts:
            values[place] = convert(values[place], None, connection)
        return self.model.from_db(connection.alias, self.names, values)
