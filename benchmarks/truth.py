"""Tries statements by the thousand: ``python benchmarks/truth.py [STATEMENTS] [FIRST_SEED] [reasons]``.

Scenarios are made at random, everything that is said of them is collected in its data form, each scenario's *file* is
changed as a statement says and solved through the ordinary way in. Prints counts by family, and what is false whole.
With ``reasons`` only those are tried: it takes one solve to have all of a plan, so that there are thousands in minutes.
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
from tests.truth.said.reasons import of_reasons
from tests.truth.trial import Court, Verdict


def main(wanted: int = 5000, seed: int = 0, *only: str) -> int:
    said, false, wrong_in_sign = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        while said.total() < wanted:
            for verdict in tried(Path(folder), seed, *only):
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


def tried(folder: Path, seed: int, only: str = "") -> Iterator[Verdict]:
    """Every statement about a scenario, and about the same one with more asked of it where that has no plan."""
    court = Court(folder / str(seed), scenario(seed))
    if only == "reasons":
        yield from court.tried(of_reasons(court.plan)) if court.conflict is None else ()
        return
    yield from court.tried()
    harder = Court(folder / f"{seed}-pressed", pressed(seed))
    if harder.conflict is not None:
        yield from harder.tried()


if __name__ == "__main__":
    sys.exit(main(*(int(argument) if argument.isdigit() else argument for argument in sys.argv[1:])))
