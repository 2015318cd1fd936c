"""GPU Planner: decide who gets scarce GPUs.

import planner

scenario = planner.load("scenarios/baseline.yaml")
plan = planner.solve(scenario)
plan.requests.to_csv("plan.csv", index=False)
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.errors import ExpectationError, InfeasibleError, InputError, PlannerError, StoppedError
    from planner.files import dump, load, parse, read, save, vary
    from planner.files.export import write_allocation, write_plan
    from planner.program import Control, solve, write_problem
    from planner.tradeoffs.attribution import attribute
    from planner.tradeoffs.compare import compare
    from planner.tradeoffs.explain import explain
    from planner.tradeoffs.frontier import frontier
    from planner.tradeoffs.gaming import gaming
    from planner.tradeoffs.grid import sweep
    from planner.tradeoffs.many import Crew
    from planner.tradeoffs.regret import regret
    from planner.tradeoffs.robustness import robustness
    from planner.tradeoffs.strategies import strategies
    from planner.tradeoffs.tornado import tornado
    from planner.tradeoffs.weights import weights

try:
    __version__ = version("gpu-planner")
except PackageNotFoundError:  # a checkout that is not installed
    __version__ = "0"

_HOMES = {
    "planner.domain.plan": ("Plan",),
    "planner.domain.scenario": ("Scenario",),
    "planner.errors": ("ExpectationError", "InfeasibleError", "InputError", "PlannerError", "StoppedError"),
    "planner.files": ("dump", "load", "parse", "read", "save", "vary"),
    "planner.files.export": ("write_allocation", "write_plan"),
    "planner.program": ("Control", "solve", "write_problem"),
    "planner.tradeoffs.attribution": ("attribute",),
    "planner.tradeoffs.compare": ("compare",),
    "planner.tradeoffs.explain": ("explain",),
    "planner.tradeoffs.frontier": ("frontier",),
    "planner.tradeoffs.gaming": ("gaming",),
    "planner.tradeoffs.grid": ("sweep",),
    "planner.tradeoffs.many": ("Crew",),
    "planner.tradeoffs.regret": ("regret",),
    "planner.tradeoffs.robustness": ("robustness",),
    "planner.tradeoffs.strategies": ("strategies",),
    "planner.tradeoffs.tornado": ("tornado",),
    "planner.tradeoffs.weights": ("weights",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Control",
    "Crew",
    "ExpectationError",
    "InfeasibleError",
    "InputError",
    "Plan",
    "PlannerError",
    "Scenario",
    "StoppedError",
    "attribute",
    "compare",
    "dump",
    "explain",
    "frontier",
    "gaming",
    "load",
    "parse",
    "read",
    "regret",
    "robustness",
    "save",
    "solve",
    "strategies",
    "sweep",
    "tornado",
    "vary",
    "weights",
    "write_allocation",
    "write_plan",
    "write_problem",
]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: ``gpu-planner --help`` needs no solver."""
    if name not in _HOME:
        raise AttributeError(f"module 'planner' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
