"""Reading files: every cell knows its line, and a broken file says where."""

import pytest

from antrean.adapters.reference_files import digest_of, read_csv, read_yaml
from antrean.domain.rows import BadRows


@pytest.fixture
def write(tmp_path):
    def written(text: str | bytes, name: str = "file.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def complaint(call) -> str:
    with pytest.raises(BadRows) as caught:
        call()
    return str(caught.value)


def test_a_row_is_known_by_the_line_it_starts_on(write):
    errors = []
    path = write('a,b\n1,"two\nlines"\n\n3,four\n')

    rows = read_csv(path, columns=["a", "b"], errors=errors)

    assert [(row.line, row.text("b", most=20)) for row in rows] == [(2, "two\nlines"), (5, "four")]
    assert errors == []


def test_rows_with_too_few_or_too_many_cells_are_named_and_left_out(write):
    errors = []

    rows = read_csv(write("a,b\n1\n1,2\n1,2,3\n"), columns=["a", "b"], errors=errors)

    assert [row.line for row in rows] == [3]
    assert [str(error) for error in errors] == [
        "file.csv line 2: 1 cells, not 2",
        "file.csv line 4: 3 cells, not 2",
    ]


def test_another_heading_is_another_file(write):
    found = complaint(lambda: read_csv(write("b,a\n"), columns=["a", "b"], errors=[]))

    assert found == "file.csv line 1: expected the columns a,b"


def test_an_unfinished_quotation_is_named(write):
    found = complaint(lambda: read_csv(write('a,b\n1,2\n3,"4\n'), columns=["a", "b"], errors=[]))

    assert found == "file.csv line 3: unexpected end of data"


def test_bytes_that_are_not_utf8_are_found_by_line(write):
    path = write(b"a,b\n1,2\n\xff,2\n")

    found = complaint(lambda: read_csv(path, columns=["a", "b"], errors=[]))

    assert found == "file.csv line 3: not UTF-8"


def test_a_byte_order_mark_is_no_part_of_the_heading(write):
    rows = read_csv(write(b"\xef\xbb\xbfa,b\n1,2\n"), columns=["a", "b"], errors=[])

    assert len(rows) == 1


def test_a_missing_file_is_an_error_like_others(tmp_path):
    found = complaint(lambda: read_yaml(tmp_path / "gone.yaml", errors=[]))

    assert found.startswith("gone.yaml line 1: cannot be read")


def test_yaml_knows_the_line_of_every_value(write):
    errors = []
    path = write("top:\n  - {id: a, when: null}\n  - id: b\n    day: soon\n", "file.yaml")

    rows = read_yaml(path, errors=errors).rows("top")
    rows[1].day("day")

    assert rows[0].is_empty("when")
    assert [str(error) for error in errors] == [
        "file.yaml line 4, day: expected a date (YYYY-MM-DD), not 'soon'"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", "file.yaml line 3, a: is named twice"),
        ("a: &x [1]\nb: *x\n", "file.yaml line 2: aliases are not allowed"),
        ("- a\n", "file.yaml line 1: expected a mapping at the top"),
        ("", "file.yaml line 1: expected a mapping at the top"),
        ("a: [1\nb: 2\n", "file.yaml line 2: did not find expected ',' or ']'"),
        ("a: \x00\n", "file.yaml line 1: holds characters that YAML does not allow"),
    ],
)
def test_broken_yaml_says_where(write, text, found):
    path = write(text, "file.yaml")

    assert complaint(lambda: read_yaml(path, errors=[])).startswith(found)


def test_a_file_is_known_by_its_digest(write):
    assert digest_of(write("abc")).startswith("ba7816bf")
