"""Reads reference files, CSV and YAML, into rows that know the line of every cell."""

import csv
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

import yaml

from antrean.domain.rows import BadRows, Cell, Content, Row, RowError

BYTES_MAX = 4_000_000


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_csv(path: Path, *, columns: Sequence[str], errors: list[RowError]) -> list[Row]:
    """Return the rows below the heading, each of which notes what is wrong in `errors`.

    A row that starts on one line and ends on another is known by its first. Rows with too many or
    too few cells are noted and left out. Raises `BadRows` where the file is no table with these
    columns at all.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    rows = []
    line = 1
    try:
        heading = next(reader, [])
        if heading != list(columns):
            raise BadRows([_error(path, 1, f"expected the columns {','.join(columns)}")])
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(columns):
                named = zip(columns, (Cell(cell.strip(), line) for cell in cells), strict=True)
                rows.append(Row(path.name, line, dict(named), errors=errors))
            elif cells:
                errors.append(_error(path, line, f"{len(cells)} cells, not {len(columns)}"))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadRows([*errors, _error(path, line, str(error))]) from error
    return rows


def read_yaml(path: Path, *, errors: list[RowError]) -> Row:
    """Return the mapping at the top of the file as one row.

    Scalars stay text, `null` becomes empty. Raises `BadRows` where the file is not one mapping,
    names a key twice or uses aliases.
    """
    text = _text(path)
    try:
        _no_aliases(path, text)
        top = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadRows([_error(path, line, error.problem or "not readable")]) from error
    except yaml.YAMLError as error:
        raise BadRows([_error(path, 1, "holds characters that YAML does not allow")]) from error
    if not isinstance(top, yaml.MappingNode):
        raise BadRows([_error(path, 1, "expected a mapping at the top")])
    return Row(path.name, 1, _mapping(path, top), errors=errors)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadRows([_error(path, 1, f"cannot be read: {error.strerror}")]) from error
    if len(content) > BYTES_MAX:
        raise BadRows([_error(path, 1, f"larger than {BYTES_MAX} bytes")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadRows([_error(path, line, "not UTF-8")]) from error


def _no_aliases(path: Path, text: str) -> None:
    """An alias may point into itself, or unfold without end."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise BadRows([_error(path, line, "aliases are not allowed")])


def _mapping(path: Path, node: yaml.MappingNode) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value in cells:
            raise BadRows([_error(path, line, "is named twice", column=str(key.value))])
        cells[str(key.value)] = Cell(_content(path, value), line)
    return cells


def _content(path: Path, node: yaml.Node) -> Content:
    if isinstance(node, yaml.MappingNode):
        return _mapping(path, node)
    if isinstance(node, yaml.SequenceNode):
        return [Cell(_content(path, item), item.start_mark.line + 1) for item in node.value]
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _error(path: Path, line: int, reason: str, *, column: str = "") -> RowError:
    return RowError(path.name, line, column, reason)
