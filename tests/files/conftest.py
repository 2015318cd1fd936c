"""A scenario whose tables lie beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.files import Reading, read
from tests.files.books import write_book

HEAD = """\
format: 1
calendar: {start: 2027-01, periods: 6}
"""
POOLS = "pools: [{id: p, accelerator: H100-SXM, gpus: 100}]\n"

type Tables = Callable[..., Reading]


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tables:
    """Reads a scenario whose requests, or pools …, are what is given: the text of a CSV or the sheets of a workbook."""
    monkeypatch.chdir(tmp_path)

    def reading(
        head: str = HEAD, hidden: tuple[str, ...] = (), properties: str = "", **given: str | dict[str, str]
    ) -> Reading:
        text = head if "pools" in given else head + POOLS
        for collection, table in given.items():
            name = f"{collection}.{'csv' if isinstance(table, str) else 'xlsx'}"
            if isinstance(table, str):
                Path(name).write_text(table, encoding="utf-8")
            else:
                write_book(Path(name), table, hidden, properties)
            text += f"{collection}: {name}\n"
        Path("s.yaml").write_text(text, encoding="utf-8")
        return read("s.yaml")

    return reading


def told(reading: Reading) -> list[str]:
    """The warnings of a reading."""
    return [str(warning) for warning in reading.warnings]


@pytest.fixture
def refused(tables: Tables) -> Callable[..., str]:
    """Why a scenario with such tables can't be read."""

    def reason(**given: object) -> str:
        with pytest.raises(InputError) as caught:
            tables(**given)
        return str(caught.value)

    return reason
