"""Many solves in one command: who does them, and what is said of a run that was stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from planner.cli.console import say
from planner.cli.progress import counted
from planner.tradeoffs.parallel.processes import Crew


@contextmanager
def crew(what: str, workers: int | None, cluster: str) -> Iterator[Crew]:
    """Who solves, with progress on standard error; Ctrl-C cancels, and what is done is kept."""
    with counted() as progress:
        yield Crew(workers, cluster, progress.control, progress.steps(what))


def say_stopped(done: int, asked: int) -> None:
    """Tell that a run was stopped, and what it kept."""
    if done < asked:
        say(f"stopped: {done} of {asked} are done, and kept", err=True)
