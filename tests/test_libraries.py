"""What ``benchmarks/libraries.py`` measures is one program: every library finds the optimum that the planner finds."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import planner

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
SIZE, SEED = 16, 3
"""Such that every kind of variable and row occurs, once half of the requests require others."""
LIBRARIES = {
    "pulp": "pulp",
    "highs": "highspy",
    "scip": "pyscipopt",
    "linopy": "linopy",
    "cvxpy": "cvxpy",
    "pyomo": "pyomo",
}


@pytest.fixture(autouse=True, scope="module")
def _benchmarks() -> Iterator[None]:
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


def document(minimums: bool) -> dict[str, Any]:
    """A generated scenario in which every other request requires the one before it."""
    from generate import Size, generate

    found = generate(Size(SIZE, 3, 5, SEED))
    requests = found["requests"]
    for before, request in zip(requests[::2], requests[1::2], strict=True):
        request["requires"] = [before["id"]]
    for request in requests if not minimums else ():
        request.pop("minimum", None)
        request.pop("latest_start", None)
    return found


@pytest.fixture(scope="module", params=[True, False], ids=["minimums", "relaxed"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A scenario's file, and the value of its best plan."""
    file = tmp_path_factory.mktemp("libraries") / "scenario.yaml"
    planner.save(planner.parse(document(request.param)), file)
    return file, planner.solve(planner.load(file), gap=0.0, quick=True).certificate.objective


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_has_the_same_optimum(library, asked):
    pytest.importorskip(LIBRARIES[library])
    from rivals.answer import Limits
    from rivals.reading import read

    file, optimum = asked
    found = importlib.import_module(f"rivals.with_{library}").solve(read(file), Limits(0.0, 60.0))
    assert not found.is_stopped, found.status
    assert found.objective == pytest.approx(optimum, rel=1e-6)
    assert found.bound == pytest.approx(optimum, rel=1e-6)
    assert len(found.allocation)


def test_the_scenario_has_every_kind_of_variable(asked):
    from rivals.families import Columns
    from rivals.reading import read

    data = read(asked[0])
    sizes = Columns(data).sizes()
    relaxed = all(request.minimum == 0 for request in data.requests)
    assert {kind for kind, count in sizes.items() if not count} == ({"z", "c"} if relaxed else set())


def test_what_the_generator_does_not_write_is_refused(tmp_path):
    from rivals.reading import read

    found = document(minimums=True)
    found["requests"][0]["commitment"] = "must"
    file = tmp_path / "other.yaml"
    planner.save(planner.parse(found), file)
    with pytest.raises(ValueError, match="commitment"):
        read(file)
