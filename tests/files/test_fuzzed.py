"""No file, however odd, gets anything but a scenario or an error with words, in proportion to its size."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files.books import row, sheet
from tests.files.fuzzing import READERS, effort, packed, read_as_book, read_as_csv, read_as_yaml

SOME = settings(max_examples=300, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("reader", READERS)
@SOME
@given(data=st.data())
def test_any_file_is_a_scenario_or_an_error_with_words(tmp_path_factory, reader, data):
    made, read = READERS[reader]
    read(tmp_path_factory.getbasetemp(), data.draw(made))


@pytest.mark.parametrize("reader", READERS)
def test_what_is_made_is_not_all_refused(tmp_path_factory, reader):
    """A fuzzer whose every file is refused at the door tries nothing behind it."""
    made, read = READERS[reader]
    taken = []

    @settings(max_examples=150, suppress_health_check=list(HealthCheck))
    @given(made)
    def tried(file):
        taken.append(read(tmp_path_factory.getbasetemp(), file))

    tried()
    assert sum(taken) >= 3


def _rows(n):
    return "".join(f"r{k},{k}\n" for k in range(n))


def _lines(n, line):
    return "".join(line.format(k=k) + "\n" for k in range(n))


HEAD = row("id", "metrics.points")
GROWING = {
    "rows": (read_as_csv, lambda n: f"id,metrics.points\n{_rows(n)}"),
    "rows that are wrong": (read_as_csv, lambda n: f"id,metrics.points\n{_rows(n).replace(',', ',x')}"),
    "rows with one id": (read_as_csv, lambda n: "id,metrics.points\n" + "a,1\n" * n),
    "rows of unknown names": (read_as_csv, lambda n: "id,requires\n" + _lines(n, "r{k},q{k}")),
    "rows that look like totals": (read_as_csv, lambda n: "id,team,metrics.points\n" + "a,x,1\nb,x,1\nTotal,,2\n" * n),
    "columns": (read_as_csv, lambda n: f"id{''.join(f',metrics.m{k}' for k in range(n))}\na{',1' * n}\n"),
    "unknown columns": (read_as_csv, lambda n: f"id{''.join(f',m{k}' for k in range(n))}\na{',1' * n}\n"),
    "columns with one name": (read_as_csv, lambda n: f"id{',x' * n}\na{',1' * n}\n"),
    "options": (read_as_csv, lambda n: "id,option,demand.gpus\na,,\n" + _lines(n, ",o{k},1")),
    "merged cells": (
        read_as_book,
        lambda n: packed(sheet([HEAD, *(row(f"r{k}", 1) for k in range(n))], merged=[f"C{k}:C{k + 1}" for k in range(2, n)])),
    ),
    "merged cells over each other": (
        read_as_book,
        lambda n: packed(sheet([HEAD, *(row(f"r{k}", 1) for k in range(n))], merged=[f"A{k}:A{n}" for k in range(2, n)])),
    ),
    "empty cells": (read_as_book, lambda n: packed(sheet([HEAD, row("a", 1), *["<row><c/><c/></row>"] * n]))),
    "keys": (read_as_yaml, lambda n: f"format: 1\nvalue:\n  weights:\n{_lines(n, '    m{k}: 1')}"),
    "unknown keys": (read_as_yaml, lambda n: f"format: 1\n{_lines(n, 'x{k}: 1')}"),
    "aliases": (read_as_yaml, lambda n: f"format: 1\nx: &x {{a: 1}}\nrequests:\n{_lines(n, '  - *x')}"),
    "merges": (read_as_yaml, lambda n: f"format: 1\nx: &x {{name: a}}\nrequests:\n{_lines(n, '  - {{<<: *x, id: r{k}}}')}"),
    "depth": (read_as_yaml, lambda n: "[" * n),
}  # fmt: skip


@pytest.mark.parametrize("kind", GROWING)
def test_twice_the_file_is_about_twice_the_work(tmp_path, kind):
    read, written = GROWING[kind]
    small, large = written(400), written(800)
    read(tmp_path, written(50))  # what is made once is made
    assert effort(lambda: read(tmp_path, large)) <= 2.4 * effort(lambda: read(tmp_path, small))
