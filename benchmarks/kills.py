"""A thousand runs that are killed while they write: is there ever half a file, and is anything left behind?

    python benchmarks/kills.py [--kills 1000] [--size 2000000] [--seed 1]

Each run writes a table, a linear program and a scenario again and again, and is killed at a random moment. Prints how
many files were whole, how many were not, and what was left half written; ends with 1 if a file was not whole, if
anything stays once the next run has written, or if no run was killed amid a file, which would prove nothing. Runs are
forks, so this needs a system that knows them.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from planner.atomic import BEGINNING, replace_file

NAMES = ("table.csv", "program.mps", "scenario.yaml")
LONGEST = 0.03
"""Seconds after which a run is killed, at most."""


def write_for_ever(folder: Path, size: int) -> None:
    for k in itertools.count():
        for name in NAMES:
            replace_file(folder / name, bytes([k % 256]) * size)


def killed(folder: Path, size: int, after: float) -> None:
    """One run that writes, and is killed so many seconds after it was begun."""
    run = os.fork()
    if not run:
        try:
            write_for_ever(folder, size)
        finally:
            os._exit(1)
    time.sleep(after)
    os.kill(run, signal.SIGKILL)
    os.waitpid(run, 0)


def is_whole(file: Path, size: int) -> bool:
    content = file.read_bytes()
    return len(content) == size and len(set(content)) == 1


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill runs while they write.")
    for name, default in (("kills", 1000), ("size", 2_000_000), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    chance, found, left = random.Random(given.seed), [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for _ in range(given.kills):
            killed(folder, given.size, chance.uniform(0, LONGEST))
            hidden = [file for file in folder.iterdir() if file.name.startswith(BEGINNING)]
            left += bool(hidden)
            found += [is_whole(folder / each, given.size) for each in NAMES if (folder / each).exists()]
        replace_file(folder / "table.csv", b"the next run")
        stays = sum(each.startswith(BEGINNING) for each in os.listdir(folder))
    print(f"{given.kills:,} kills: {sum(found):,} files whole, {found.count(False)} not")
    print(f"{left:,} times something was left half written; {stays} of it stays")
    sys.exit(0 if found and all(found) and left and not stays else 1)


if __name__ == "__main__":
    main()
