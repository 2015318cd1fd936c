"""Lets coverage lead the way to files that nobody would write: ``python benchmarks/guided.py READER [FILES] [SEED]``.

READER is YAML, CSV or XLSX. The files are made as for ``fuzz.py``, but out of bytes that libFuzzer changes towards code
of ours that no file has reached before. Needs ``pip install atheris``, which is no part of the project.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import atheris
from hypothesis import HealthCheck, given, settings

with atheris.instrument_imports(include=["planner"]):
    from fuzz import READERS, Tally

SEEDS, LONGEST = 100, 8192
"""Pieces of noise to begin with, and their length [bytes]: less makes no file at all."""


def main(kind: str, files: int, first: int) -> None:
    made, read = READERS[kind]
    tally, folder, noise = Tally(kind), Path(tempfile.mkdtemp()), random.Random(first)
    corpus = folder / "corpus"
    corpus.mkdir()
    for k in range(SEEDS):
        (corpus / str(k)).write_bytes(noise.randbytes(LONGEST))

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(made)
    def each(data: Any) -> None:
        tally.count(lambda: read(folder, data), data)

    asked = 0

    def one(noise: bytes) -> None:
        nonlocal asked
        each.hypothesis.fuzz_one_input(noise)
        asked += 1
        if asked == files:  # libFuzzer would end the process without a word
            print(tally, flush=True)
            os._exit(1 if tally.faults or tally.slow else 0)

    atheris.Setup([sys.argv[0], f"-seed={first + 1}", f"-max_len={LONGEST}", str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], *(int(argument) for argument in [*sys.argv[2:4], *("20000", "0")[len(sys.argv) - 2 :]]))
