"""The same programs in linopy, CVXPY, Pyomo, PuLP, SCIP and bare HiGHS beside ours: from a file to a plan.

    python benchmarks/libraries.py [--sizes 200,1000,4000] [--seeds 1,2,3] [--gap 1e-3 | --relaxed] [--only pulp,highs]

All read the same file of ``generate.py``, the libraries by plain YAML without checks (``rivals/reading.py``), we as
always. Theirs ends with the allocation as a table; ours has prices, reasons, broken ties and the audit as well, *quick*
only the audit. Each way runs in a process of its own, on one thread, to the same gap; everything is imported and a
small plan made before the clock starts (*start*). ``--relaxed``: the same requests without minimums, which is a linear
program. HiGHS by itself is given arrays: as it comes, without presolve, through an MPS file; CVXPY gets a sparse matrix
for each family of rows.

Prints processor time, wall time, memory, status, objective, bound and gap of every run; a run that the limit has
stopped is no result. Exit code 1 where two plans that should be equally good are not. Needs the extra ``benchmark``;
what is not installed is left out, and said.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generate import Size, generate
from rivals.one import WAYS

import planner

ONE = Path(__file__).resolve().parent / "rivals" / "one.py"
OURS = ("ours", "ours-quick")
NEEDS = {"cvxpy": "cvxpy", "linopy": "linopy", "pyomo": "pyomo", "pulp": "pulp", "scip": "pyscipopt"}
EXACT = 1e-6
"""Part of an objective within which two optima of a linear program are the same."""
SMALL = Size(12, 3, 4, 1)
"""What is planned before the clock starts."""


@dataclass(frozen=True)
class Run:
    """What came of one way; NaN where it never came so far."""

    name: str
    status: str
    is_stopped: bool
    objective: float = float("nan")
    bound: float = float("nan")
    lines: int = 0
    start: float = float("nan")
    processor: float = float("nan")
    wall: float = float("nan")
    memory: float = float("nan")

    @property
    def gap(self) -> float:
        return abs(self.bound - self.objective) / max(abs(self.objective), 1e-9)

    def agrees(self, other: Run, gap: float) -> bool:
        """Whether both can be as good as they say: within the gap, and neither better than the other's bound."""
        slack = EXACT * abs(other.objective)
        near = abs(self.objective - other.objective) <= max(gap * abs(other.objective), slack)
        return near and self.objective <= other.bound + slack and other.objective <= self.bound + slack


def run(name: str, file: Path, small: Path, gap: float, limit: float) -> Run:
    """One way, in a process of its own."""
    output = file.with_suffix(f".{name}.json")
    command = [sys.executable, str(ONE), name, str(file), str(small), f"{gap:g}", f"{limit:g}", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if output.exists():
        found: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
        output.unlink()
        return Run(name, **found)
    if done.returncode == -signal.SIGXCPU:
        return Run(name, "ended at the limit", True, processor=limit)
    raise SystemExit(f"{name} failed on {file.name}:\n{done.stderr}")


def write(size: Size, file: Path, relaxed: bool = False) -> Path:
    """A generated scenario as a file; relaxed: any share of any request will do."""
    document = generate(size)
    for request in document["requests"] if relaxed else ():
        request.pop("minimum", None)
        request.pop("latest_start", None)
    planner.save(planner.parse(document), file)
    return file


def best_of(runs: list[Run]) -> Run:
    """The quickest, of those that came to a result."""
    return min(runs, key=lambda one: (one.is_stopped, one.processor))


def shown(one: Run, ours: Run, gap: float) -> str:
    """A line of the table."""
    ratio = "" if one.name == "ours" else f"{ours.processor / one.processor:.2f}"
    mark = "  (stopped: no result)" if one.is_stopped else "" if one.agrees(ours, gap) else "  NOT THE SAME"
    if one.name != "ours" and one.is_stopped:
        ratio = f"<{ours.processor / one.processor:.2f}"
    return (
        f"  {one.name:18} {one.processor:9.2f} {ratio:>7} {one.wall:8.2f} {one.start:6.2f} {one.memory:6.0f}"
        f"  {one.status:22.22} {one.objective:.6f} .. {one.bound:.6f}  gap {one.gap:.1e}, {one.lines} lines{mark}"
    )


def measure(names: list[str], file: Path, small: Path, gap: float, given: argparse.Namespace) -> list[Run]:
    """All ways on one file, turn by turn; of several runs of a way the quickest. Each is shown as it is known."""
    found: dict[str, list[Run]] = {name: [] for name in names}
    for turn in range(given.runs):
        for name, runs in found.items():
            runs.append(run(name, file, small, gap, given.limit))
            if turn == given.runs - 1:
                print(shown(best_of(runs), best_of(found[names[0]]), gap), flush=True)
    return [best_of(runs) for runs in found.values()]


def compared(runs: list[Run], gap: float) -> list[str]:
    """What is not as it should be."""
    ours, *others = runs
    if ours.is_stopped:
        print("  ours was stopped: nothing to compare with", flush=True)
        return []
    alone = [one for one in others if one.name.startswith("highs") and not one.is_stopped]
    if alone:
        best = best_of(alone)
        print(f"  HiGHS alone at its best: {best.name}, {ours.processor / best.processor:.2f} of it", flush=True)
    behind = [f"{one.name} {ours.processor / one.processor:.2f}" for one in others if one.name not in OURS
              and not one.is_stopped and one.processor < ours.processor]  # fmt: skip
    print(f"  behind: {', '.join(behind)}" if behind else "  ahead of all that came to a result", flush=True)
    return [one.name for one in others if not one.is_stopped and not one.agrees(ours, gap)]


def ways(only: str | None) -> list[str]:
    """Ours, and those wanted that are installed."""
    wanted = only.split(",") if only else list(WAYS)
    if unknown := [name for name in wanted if name not in WAYS]:
        raise SystemExit(f"no way is called {', '.join(unknown)}; there are {', '.join(WAYS)}")
    missing = [name for name in wanted if name in NEEDS and find_spec(NEEDS[name]) is None]
    if missing:
        print(f"not installed, and left out: {', '.join(missing)} (extra: benchmark)")
    return [*OURS, *(name for name in wanted if name not in missing)]


def main() -> None:
    parser = argparse.ArgumentParser(description="The same programs in other modelling libraries beside ours.")
    parser.add_argument("--sizes", default="200,1000,4000", help="requests")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--pools", type=int, default=6)
    parser.add_argument("--periods", type=int, default=12)
    parser.add_argument("--gap", type=float, default=1e-3)
    parser.add_argument("--relaxed", action="store_true", help="without minimums: a linear program")
    parser.add_argument("--limit", type=float, default=120, help="of each run [s of the processor]")
    parser.add_argument("--runs", type=int, default=1, help="of each way; the quickest counts")
    parser.add_argument("--only", help=f"some of {', '.join(WAYS)}")
    given = parser.parse_args()
    names, gap, wrong = ways(given.only), 0.0 if given.relaxed else given.gap, list[str]()
    print("processor [s], ours as a part of it, wall [s], start [s], peak memory [MiB]")
    with tempfile.TemporaryDirectory() as folder:
        small = write(SMALL, Path(folder) / "small.yaml")
        for requests in map(int, given.sizes.split(",")):
            for seed in map(int, given.seeds.split(",")):
                kind = "relaxed" if given.relaxed else f"gap {gap:g}"
                print(f"{requests} requests, {given.pools} pools, {given.periods} months, seed {seed}, {kind}")
                size = Size(requests, given.pools, given.periods, seed)
                file = write(size, Path(folder) / f"{requests}-{seed}.yaml", given.relaxed)
                wrong += compared(measure(names, file, small, gap, given), gap)
    if wrong:
        raise SystemExit(f"not the same: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
