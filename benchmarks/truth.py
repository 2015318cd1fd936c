"""Tries statements by the thousand: ``python benchmarks/truth.py [STATEMENTS] [FIRST_SEED]``.

Scenarios are made at random, everything that is said of them is collected in its data form, each scenario's *file* is
changed as a statement says and solved through the ordinary way in. Prints counts by family, and what is false whole.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generate import ROOT

sys.path.insert(0, str(ROOT))

from tests.truth.generator import pressed, scenario
from tests.truth.trial import Court, Verdict


def main(wanted: int, seed: int) -> int:
    said, false, wrong_in_sign = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        while said.total() < wanted:
            for verdict in tried(Path(folder), seed):
                family = verdict.statement.family
                said[family] += 1
                if not verdict.true:
                    false[family] += 1
                    wrong_in_sign[family] += not verdict.sign
                    print(f"FALSE  seed {seed}  {family}: {verdict.statement.about}")
                    print(f"       {verdict.claim} but {verdict.found}")
                    print(f"       {verdict.statement.changes} {verdict.statement.against or ''}", flush=True)
            seed += 1
    for family in sorted(said):
        print(f"{family:20} {said[family]:6} said {false[family]:5} false {wrong_in_sign[family]:5} wrong in sign")
    print(f"{'all':20} {said.total():6} said {false.total():5} false {wrong_in_sign.total():5} wrong in sign")
    return 1 if false.total() * 1000 > said.total() or wrong_in_sign.total() else 0


def tried(folder: Path, seed: int) -> Iterator[Verdict]:
    """Every statement about a scenario, and about the same one with more asked of it where that has no plan."""
    yield from Court(folder / str(seed), scenario(seed)).tried()
    harder = Court(folder / f"{seed}-pressed", pressed(seed))
    if harder.conflict is not None:
        yield from harder.tried()


if __name__ == "__main__":
    wanted, first = (int(argument) for argument in [*sys.argv[1:3], *("5000", "0")[len(sys.argv) - 1 :]])
    sys.exit(main(wanted, first))
