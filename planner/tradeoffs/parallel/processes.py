"""Hundreds of solves: one scenario, varied again and again, on all cores or on a cluster.

Variations are solved in chunks of a fixed size, each by one solver that goes on from solve to solve. A chunk's answers
depend on nothing but the chunk, so they are the same on any number of workers.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol

from planner.domain.plan import SOLVED
from planner.domain.scenario import Scenario
from planner.errors import InputError, PlannerError, StoppedError
from planner.files import adjust
from planner.program import Control
from planner.program.again.sweeping import Sweeping
from planner.program.again.what_if import Result
from planner.program.formulation.grid import Grid
from planner.program.optimum.optimise import ONE_OF_FEW
from planner.program.reading.served import cost_of
from planner.tradeoffs.parallel.executor import Processes

CHUNK = 16
"""Variations that one solver takes one after another."""


class Variation(Protocol):
    """A change to a scenario that can be sent to another process."""

    def applied(self, scenario: Scenario) -> Scenario: ...


@dataclass(frozen=True)
class Settings:
    """Single values set: ``rules.Budget.at_most=3e6``."""

    settings: tuple[str, ...] = ()

    def applied(self, scenario: Scenario) -> Scenario:
        return adjust(scenario, self.settings) if self.settings else scenario


@dataclass(frozen=True)
class Varied:
    """One variation, solved: what it came to."""

    index: int
    status: str
    """How far its plan is proved, or what cut that short (see ``Certificate``); infeasible; or stopped before there was
    a plan."""
    points: float = float("nan")
    """Value captured [points]."""
    objective: float = float("nan")
    bound: float = float("nan")
    """No plan is better than this, in what the objective counts."""
    gap: float = float("nan")
    """|bound − objective| ÷ |objective|"""
    cost: float = float("nan")
    """What the plan costs [currency]."""
    decisions: dict[str, str] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    captured: dict[str, float] = field(default_factory=dict)
    """Points by request."""
    parts: dict[str, float] = field(default_factory=dict)
    """By request: the part of its worth that is captured."""

    @property
    def feasible(self) -> bool:
        return self.status in SOLVED

    @property
    def served(self) -> int:
        """Requests that are served, in full or in part."""
        return sum(decision != "decline" for decision in self.decisions.values())

    def moves(self, other: Varied) -> int:
        """Requests that another variation decides otherwise."""
        return sum(other.decisions.get(name, decision) != decision for name, decision in self.decisions.items())


@dataclass(frozen=True)
class Chunk:
    """Some variations of one scenario, for one solver."""

    scenario: Scenario
    variations: tuple[tuple[int, Variation], ...]
    gap: float
    time_limit: float | None
    work: float | None


def solve_chunk(chunk: Chunk, control: Control | None = None) -> list[Varied]:
    """Solve all variations of a chunk; what goes wrong with one is its outcome, and the others go on.

    A solve that a cancel cut short is no outcome: it is left out, and solved again by who goes on.
    """
    control = control or Control()
    sweeping = Sweeping(chunk.gap, chunk.time_limit, control, work=chunk.work)
    found: list[Varied] = []
    for index, variation in chunk.variations:
        one = None if control.cancelled else _varied(sweeping, index, variation.applied(chunk.scenario))
        if one is None or control.cancelled:
            break
        found.append(one)
    return found


def _varied(sweeping: Sweeping, index: int, scenario: Scenario) -> Varied:
    try:
        result = sweeping.solve(scenario)
    except StoppedError:
        return Varied(index, "stopped")
    return outcome(index, scenario, result) if result.feasible else Varied(index, "infeasible")


def outcome(index: int, scenario: Scenario, result: Result) -> Varied:
    """A re-solve's result as plain figures."""
    names = [request.id for request in scenario.requests]
    return Varied(
        index=index,
        status=result.status,
        points=result.points,
        objective=result.objective,
        bound=result.bound,
        gap=result.gap,
        cost=cost_of(Grid(scenario), result.served),
        decisions={name: result.decision(name) for name in names},
        shares={name: result.served[name].share for name in names},
        captured={name: result.served[name].captured for name in names},
        parts=result.parts,
    )


@dataclass(frozen=True)
class Crew:
    """Who solves: so many processes of this machine, or a Dask cluster."""

    workers: int | None = None
    """None: one for each core."""
    cluster: str = ""
    """Address of a Dask scheduler, as tcp://10.0.0.5:8786."""
    control: Control | None = None
    on_done: Callable[[int, int], None] | None = None
    """Hears how many solves are done, of how many."""


def chunks(
    scenario: Scenario,
    variations: Iterable[tuple[int, Variation]],
    gap: float,
    time_limit: float | None,
    work: float | None = None,
) -> list[Chunk]:
    """Variations in chunks: which belong together depends on their numbers alone, not on what is left to do."""
    groups: dict[int, list[tuple[int, Variation]]] = {}
    for index, variation in variations:
        groups.setdefault(index // CHUNK, []).append((index, variation))
    return [Chunk(scenario, tuple(group), gap, time_limit, work) for _, group in sorted(groups.items())]


def solved(
    scenario: Scenario,
    variations: Iterable[tuple[int, Variation]],
    gap: float,
    time_limit: float | None,
    crew: Crew | None = None,
) -> dict[int, Varied]:
    """What each variation came to, by its number; those that are missing were not solved: the run was stopped.

    Each is solved to the gap, or as far as the time limit and the work for one of few go.
    """
    work = chunks(scenario, variations, gap, time_limit, ONE_OF_FEW)
    return {found.index: found for found in solve_all(work, crew)}


def solve_all(work: Sequence[Chunk], crew: Crew | None = None) -> Iterator[Varied]:
    """Outcomes as they come, chunk by chunk. Ctrl-C, or leaving the loop, ends what is not begun."""
    crew = crew or Crew()
    total, done = sum(len(chunk.variations) for chunk in work), 0
    for found in _found(work, crew):
        done += len(found)
        if crew.on_done is not None:
            crew.on_done(done, total)
        yield from found


def _found(work: Sequence[Chunk], crew: Crew) -> Iterator[list[Varied]]:
    workers = min(crew.workers or os.cpu_count() or 1, len(work))
    if not crew.cluster and (workers <= 1 or not sys.executable):  # Python inside of another program has none
        for chunk in work:
            if crew.control is not None and crew.control.cancelled:
                return
            yield solve_chunk(chunk, crew.control)
        return
    with executor(crew, workers) as pool:
        futures: list[Future[list[Varied]]] = [pool.submit(solve_chunk, chunk) for chunk in work]
        try:
            for future in as_completed(futures):
                yield future.result()
                if crew.control is not None and crew.control.cancelled:
                    return
        finally:
            for future in futures:
                future.cancel()


@contextmanager
def executor(crew: Crew, workers: int) -> Iterator[Executor]:
    """Processes of this machine, or those of a cluster. Raises InputError where there is no such cluster."""
    if crew.cluster:
        with _cluster(crew.cluster) as pool:
            yield pool
        return
    with Processes(workers) as pool:
        yield pool


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        dask = import_module("distributed")
    except ImportError:
        raise PlannerError("--cluster needs Dask, which is not installed: pip install 'gpu-planner[cluster]'") from None
    try:
        client = dask.Client(address, timeout=10)
    except (OSError, ValueError, TimeoutError) as error:
        found = " ".join(str(error).split())
        raise InputError(f"--cluster {address}: no Dask scheduler answers there ({found})") from None
    try:
        yield client.get_executor(pure=False)
    finally:
        client.close()
