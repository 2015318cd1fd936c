"""What thousands of random steps in the window leave behind: memory, widgets, documents.

    python benchmarks/wandering.py [--steps 2000] [--every 200] [--seed 1]

Walks about in a small workspace as someone does who tries everything: edits, undo, tabs, editors that drop down,
charts, sliders, variants that are made and thrown away. What is made is thrown away before anything is counted, so that
all that is more than before was left behind. Nothing passes or fails.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import tempfile
from collections import Counter
from pathlib import Path

from driving import closed, opened, until
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from planner.cli.commands.new import BASELINE, VARIANT
from planner.desktop.app import application
from planner.desktop.open.document import Document
from planner.desktop.window.main_window import MainWindow
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.desktop.wandering import STEPS, Wanderer

COUNTED = (Document, Scenario, Plan)


def memory() -> float:
    """What the process holds [MB]."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def counts() -> str:
    """How much of everything is alive, once what only waits to be taken away is gone."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    gc.collect()
    alive = Counter(type(each).__name__ for each in gc.get_objects() if isinstance(each, COUNTED))
    found = ", ".join(f"{alive[kind.__name__]} {kind.__name__.lower()}s" for kind in COUNTED)
    return f"{memory():.0f} MB, {len(QApplication.allWidgets())} widgets, {found}"


def wander(window: MainWindow, steps: int, every: int, seed: int) -> None:
    wanderer = Wanderer(window, random.Random(seed))
    for step in range(1, steps + 1):
        wanderer.step()
        until(lambda: not window.session.live.is_running)
        if step % every == 0:
            wanderer.come_home()
            until(lambda: window.session.is_at_rest)
            print(f"after {step:5,} steps: {counts()}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Wander about in the window.")
    for name, default in (("steps", 2000), ("every", 200), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    application()
    with tempfile.TemporaryDirectory() as name:
        folder, data = Path(name) / "workspace", Path(name) / "data"
        folder.mkdir()
        data.mkdir()
        os.environ["XDG_DATA_HOME"] = str(data)  # what is thrown away goes nowhere else
        (folder / "baseline.yaml").write_text(BASELINE, encoding="utf-8")
        (folder / "late-delivery.yaml").write_text(VARIANT, encoding="utf-8")
        window = opened(folder, Path(name))
        until(lambda: window.session.is_at_rest)
        print(f"{len(STEPS)} kinds of steps; at first: {counts()}", flush=True)
        wander(window, given.steps, given.every, given.seed)
        closed(window)


if __name__ == "__main__":
    main()
