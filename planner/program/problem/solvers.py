"""Which solvers PuLP finds here, and which of them a name means."""

from __future__ import annotations

import contextlib
import io

import pulp

from planner.domain.names import suggestion
from planner.domain.scenario import HIGHS
from planner.errors import Fault, InputError
from planner.words.names import listed

_FAMILIES = {"coin_cmd": "cbc", "coinmp_dll": "cbc", "cylp": "cbc", "pyglpk": "glpk"}
"""Solvers that PuLP calls otherwise than the world does."""
_WAYS = ("_py", "_cmd", "_dll")
"""How PuLP reaches a solver: as a Python module, as a command, as a library."""


def chosen(name: str) -> str | None:
    """PuLP's own name of a solver that is here, by that or by what it is called (``scip``); None: HiGHS.

    Raises InputError, with the names of those that are here, for any other.
    """
    wanted = name.casefold()
    if wanted == HIGHS:
        return None
    known = pulp.listSolvers()
    meant = [each for each in known if wanted in (each.casefold(), called(each))]
    for each in sorted(meant, key=lambda each: each.casefold().endswith(_WAYS[1:])):
        if _is_here(each):
            return each
    here = f"installed here are {listed(installed())}"
    if meant:
        raise InputError([Fault(f"is '{name}', which PuLP does not find here; {here}", path=("solver", "name"))])
    names = frozenset(map(called, known))
    near = suggestion(name, names)
    raise InputError([Fault(f"is '{name}', which PuLP does not know; {here}{near}", path=("solver", "name"))])


def installed() -> list[str]:
    """What the solvers that are here are called, HiGHS among them."""
    return sorted({HIGHS, *(called(each) for each in pulp.listSolvers() if _is_here(each))})


def called(name: str) -> str:
    """``scip`` for SCIP_PY, ``cbc`` for COIN_CMD."""
    folded = name.casefold()
    way = next((way for way in _WAYS if folded.endswith(way)), "")
    return _FAMILIES.get(folded, folded.removesuffix(way))


def _is_here(name: str) -> bool:
    """Whether PuLP finds it; some say so by raising, or at length."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
        return bool(pulp.getSolver(name, msg=False).available())
    return False
