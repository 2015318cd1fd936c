"""GPU Planner: decide who gets scarce GPUs.

import planner

scenario = planner.load("scenarios/baseline.yaml")
plan = planner.solve(scenario)
plan.requests.to_csv("plan.csv", index=False)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str

    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.errors import ExpectationError, InfeasibleError, InputError, PlannerError, StoppedError
    from planner.files import dump, load, parse, read, vary
    from planner.files.export import write_allocation, write_plan
    from planner.files.inputs.tables import write_tables, write_template
    from planner.files.saving import save
    from planner.importing.backlog.importing import import_requests
    from planner.importing.inventory.importing import import_inventory
    from planner.program import Control, solve
    from planner.program.writing import write_problem
    from planner.tradeoffs.explanations.asking import ask
    from planner.tradeoffs.explanations.request import explain
    from planner.tradeoffs.many_solves.frontier import frontier
    from planner.tradeoffs.many_solves.gaming import gaming
    from planner.tradeoffs.many_solves.grid import sweep
    from planner.tradeoffs.many_solves.robustness import robustness
    from planner.tradeoffs.many_solves.strategies import strategies
    from planner.tradeoffs.many_solves.tornado import tornado
    from planner.tradeoffs.many_solves.weights import weights
    from planner.tradeoffs.parallel.processes import Crew
    from planner.tradeoffs.several_scenarios.attribution import attribute
    from planner.tradeoffs.several_scenarios.compare import compare
    from planner.tradeoffs.several_scenarios.regret import regret

_HOMES = {
    "planner.domain.plan": ("Plan",),
    "planner.errors": ("ExpectationError", "InfeasibleError", "InputError", "PlannerError", "StoppedError"),
    "planner.files": ("Scenario", "dump", "load", "parse", "read", "vary"),
    "planner.files.export": ("write_allocation", "write_plan"),
    "planner.files.inputs.tables": ("write_tables", "write_template"),
    "planner.files.saving": ("save",),
    "planner.importing.backlog.importing": ("import_requests",),
    "planner.importing.inventory.importing": ("import_inventory",),
    "planner.program": ("Control", "solve"),
    "planner.program.writing": ("write_problem",),
    "planner.tradeoffs.several_scenarios.attribution": ("attribute",),
    "planner.tradeoffs.several_scenarios.compare": ("compare",),
    "planner.tradeoffs.explanations.asking": ("ask",),
    "planner.tradeoffs.explanations.request": ("explain",),
    "planner.tradeoffs.many_solves.frontier": ("frontier",),
    "planner.tradeoffs.many_solves.gaming": ("gaming",),
    "planner.tradeoffs.many_solves.grid": ("sweep",),
    "planner.tradeoffs.parallel.processes": ("Crew",),
    "planner.tradeoffs.several_scenarios.regret": ("regret",),
    "planner.tradeoffs.many_solves.robustness": ("robustness",),
    "planner.tradeoffs.many_solves.strategies": ("strategies",),
    "planner.tradeoffs.many_solves.tornado": ("tornado",),
    "planner.tradeoffs.many_solves.weights": ("weights",),
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
    "ask",
    "attribute",
    "compare",
    "dump",
    "explain",
    "frontier",
    "gaming",
    "import_inventory",
    "import_requests",
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
    "write_tables",
    "write_template",
]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: ``gpu-planner --help`` needs no solver."""
    if name == "__version__":
        return _version()
    if name not in _HOME:
        raise AttributeError(f"module 'planner' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # which takes longer to load than all else here

    try:
        return version("gpu-planner")
    except PackageNotFoundError:  # a checkout that is not installed
        return "0"


def __dir__() -> list[str]:
    return sorted(__all__)
