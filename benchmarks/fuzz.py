"""Reads files that nobody would write on purpose, by the thousand: ``python benchmarks/fuzz.py [FILES] [SEED]``.

As many of each kind: scenarios in YAML, CSV and XLSX, and what clusters and price lists print. Prints what got anything
but a scenario or an error with words, and what took far longer than files of its size do.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from generate import ROOT
from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.insert(0, str(ROOT))

from tests.files.fuzzing import READERS as SCENARIOS
from tests.files.fuzzing import size_of
from tests.importing.fuzzing import READERS as INVENTORIES

READERS = SCENARIOS | INVENTORIES

SLOW = 0.5
"""A file that takes longer than this, and a second for each megabyte, is reported [s of the processor]."""


class Tally:
    """What came of the files of one kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.files = self.scenarios = self.faults = self.slow = 0
        self.longest = 0.0

    def count(self, read: Callable[[], bool], data: str | bytes) -> None:
        self.files += 1
        began = time.process_time()
        try:
            self.scenarios += read()
        except Exception as error:  # any at all is what is looked for
            self.faults += 1
            print(f"FAULT  {self.kind}: {type(error).__name__}: {error}\n       {data[:2000]!r}", flush=True)
        took = time.process_time() - began
        if took > SLOW + size_of(data) / 1e6:  # perhaps it was something else's turn: collecting garbage, say
            began = time.process_time()
            with suppress(Exception):
                read()
            took = min(took, time.process_time() - began)
        self.longest = max(self.longest, took)
        if took > SLOW + size_of(data) / 1e6:
            self.slow += 1
            print(f"SLOW   {self.kind}: {took:.1f} s for {size_of(data):,} bytes\n       {data[:2000]!r}", flush=True)

    def __str__(self) -> str:
        return (
            f"{self.kind:5} {self.files:7,} files  {self.scenarios:6,} scenarios  {self.faults:3} faults of ours"
            f"  {self.slow:3} slow  longest {self.longest:.2f} s"
        )


def tried(kind: str, files: int, first: int, folder: Path) -> Tally:
    made, read = READERS[kind]
    tally = Tally(kind)

    @seed(first)
    @settings(
        max_examples=files,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(made)
    def each(data: Any) -> None:
        tally.count(lambda: read(folder, data), data)

    each()
    return tally


def main(files: int, first: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        tallies = [tried(kind, max(files // len(READERS), 1), first, Path(folder)) for kind in READERS]
    print(*tallies, sep="\n")
    return 1 if any(tally.faults or tally.slow for tally in tallies) else 0


if __name__ == "__main__":
    files, first = (int(argument) for argument in [*sys.argv[1:3], *("100000", "0")[len(sys.argv) - 1 :]])
    sys.exit(main(files, first))
