"""Random scenarios: small, valid, and of everything that the scenario language can say.

Requests are numbered, and each names only those before it, so that no requirement goes in a circle.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from planner.domain.scenario import Scenario

HARDWARE = {"A": {"speed": 1.0, "watts": 700.0, "memory_gb": 80.0}, "B": {"speed": 0.5, "watts": 400.0}}
TEAMS = ("blue", "green", "red")
KINDS = ("inference", "training", "fine-tuning", "research")
PERIODS = 3
LABELS = ("2027-01", "2027-02", "2027-03")
CURVES = (((0.5, 0.8), (1.0, 1.0)), ((0.25, 0.5), (0.75, 0.9), (1.0, 1.0)), ((0.4, 1.0), (1.0, 1.0)))

tenths = st.integers(1, 10).map(lambda n: n / 10)


def series(least: int, most: int, step: float = 1.0) -> st.SearchStrategy[Any]:
    """One number, a list with one for each period, or steps."""
    number = st.integers(least, most).map(lambda n: n * step)
    return st.one_of(
        number,
        st.lists(number, min_size=PERIODS, max_size=PERIODS),
        st.fixed_dictionaries({"2027-01": number, "2027-02": number}),
    )


@st.composite
def pools(draw: st.DrawFn, rented: bool = True) -> list[dict[str, Any]]:
    """One to three pools; the third one has the accelerator of the first, in another region."""
    found: list[dict[str, Any]] = []
    for name, device in (("A", "A"), ("B", "B"), ("C", "A"))[: draw(st.sampled_from((1, 2, 2, 3)))]:
        pool: dict[str, Any] = {
            "id": f"pool-{name}",
            "accelerator": device,
            "region": "us" if name == "C" else "eu",
            "gpus": draw(series(0, 60)),
            "availability": draw(st.sampled_from((1.0, 0.9, (1.0, 0.8, 0.5)))),
            "cost_per_gpu_hour": draw(st.sampled_from((0.0, 1.0, 2.5))),
            "carbon_g_per_kwh": draw(st.sampled_from((0.0, 300.0))),
            "paid": draw(st.sampled_from(("used", "used", "always"))),
        }
        if rented and draw(st.booleans()):
            pool["on_demand"] = {"gpus": draw(series(0, 20)), "cost_per_gpu_hour": 4.0}
        found.append(pool)
    return found


STEPS = {LABELS[0]: 2.0, LABELS[-1]: 0.5}
"""People over time."""
DUE = {LABELS[0]: 2000.0, LABELS[-1]: 3000.0}
"""Money by when it is due."""


@st.composite
def request(draw: st.DrawFn, name: str, others: list[str], whole: bool = True, musts: bool = True) -> dict[str, Any]:
    """A service or a job, or one that asks for no GPUs; ``whole`` allows what needs binaries."""
    first = draw(st.integers(0, PERIODS - 1))
    last = draw(st.integers(first, PERIODS - 1))
    kind = draw(st.sampled_from(("service", "service", "job", "none")))
    found: dict[str, Any] = {
        "id": name,
        "team": draw(st.sampled_from(TEAMS)),
        "product": draw(st.sampled_from(("", "App"))),
        "kind": draw(st.sampled_from(KINDS)),
        "metrics": {"points": float(draw(st.integers(-2 if whole else 1, 40)))},
        "window": (LABELS[first], LABELS[last]),
        "runs_on": draw(st.sampled_from(({"A": 1.0}, {"B": 1.0}, {"A": 1.0, "B": 0.5}))),
        "decay": draw(st.sampled_from((0.0, 0.0, 0.1, 1.0))),
        "people": draw(st.sampled_from(({}, {}, {"engineer": 1.0}, {"engineer": 2.5}, {"engineer": STEPS}))),
        "demand": draw(demand(kind, last - first + 1)),
    }
    if whole and draw(st.booleans()):
        found["attributes"] = {"reviews": float(draw(st.integers(0, 3)))}
    if draw(st.booleans()):
        found["value_curve"] = draw(st.sampled_from(CURVES))
    if draw(st.integers(0, 5)) == 0:
        found |= draw(st.sampled_from(({"regions": ("eu",)}, {"memory_gb": 40.0})))
    if kind == "service" and draw(st.integers(0, 2)) == 0:
        found["latest_start"] = LABELS[draw(st.integers(first, last))]
    if others and draw(st.integers(0, 2)) == 0:
        found["requires"] = (draw(st.sampled_from(others)),)
    if whole:
        found |= draw(
            choices(kind, last - first + 1, [name for name in others if name not in found.get("requires", ())])
        )
    if whole and musts and draw(st.integers(0, 9)) == 0:
        found["commitment"] = draw(st.sampled_from(("must", "out")))
    return found


@st.composite
def choices(draw: st.DrawFn, kind: str, length: int, others: list[str]) -> dict[str, Any]:
    """What needs binaries: a minimum, a one-off cost, rivals, options."""
    found: dict[str, Any] = {
        "minimum": draw(st.sampled_from((None, None, 0.5, 1.0))),
        "cost": draw(st.sampled_from((0.0, 0.0, 5000.0, DUE))),
    }
    if others and draw(st.integers(0, 3)) == 0:
        found["conflicts"] = (draw(st.sampled_from(others)),)
    if kind != "none" and draw(st.integers(0, 4)) == 0:
        small: dict[str, Any] = {
            "id": "small",
            "demand": draw(demand(kind, length)),
            "value": draw(tenths),
            "runs_on": {"B": 1.0},
            "minimum": draw(st.sampled_from((None, 0.5, 1.0))),
            "people": draw(st.sampled_from(({}, {"engineer": 1.0}))),
            "cost": draw(st.sampled_from((0.0, 800.0))),
        }
        found["options"] = [{"id": "full"}, small]
    return found


@st.composite
def demand(draw: st.DrawFn, kind: str, length: int) -> dict[str, Any] | None:
    if kind == "none":
        return None
    most = {"max_gpus": float(draw(st.integers(20, 60)))} if draw(st.booleans()) else {}
    if kind == "job":
        return {"gpu_hours": float(draw(st.integers(1, 30)) * 700 * length)} | most
    return {"gpus": draw(series(1, 40))} | most


@st.composite
def rules(draw: st.DrawFn, whole: bool, shares: bool, promises: bool, feasible: bool) -> list[dict[str, Any]]:
    """Budgets, caps, counts and promises: every measure, every dimension."""
    team, label = {"team": draw(st.sampled_from(TEAMS))}, draw(st.sampled_from(LABELS))
    budget = 1000 if feasible else 100  # what is paid always is never more than 3 pools · 60 · 2.5 · 2160 h
    candidates: list[dict[str, Any]] = [
        {"name": "Budget", "measure": "cost", "at_most": float(draw(st.integers(budget, 4 * budget)) * 1000)},
        {"name": "Team's bill", "measure": "cost", "of": team, "at_most": 60_000.0},
        {"name": "Bill of the month", "measure": "cost", "of": team | {"period": label}, "at_most": 20_000.0},
        {"name": "Hours", "measure": "gpu_hours", "of": {"accelerator": "A"}, "at_most": 50_000.0},
        {"name": "Hours each", "measure": "gpu_hours", "each": draw(st.sampled_from(("id", "pool", "region", "period"))),
         "at_most": 20_000.0},
        {"name": "Energy", "measure": "energy_kwh", "at_most": 40_000.0, "each": "accelerator"},
        {"name": "Carbon", "measure": "carbon_kg", "at_most": 9_000.0, "each": "team"},
        {"name": "Power", "measure": "power_kw", "at_most": 15.0, "each": draw(st.sampled_from((None, "pool", "period")))},
        {"name": "Off", "measure": "cost", "at_most": 0.0, "enabled": False},
    ]  # fmt: skip
    if not feasible:
        monthly = float(draw(st.integers(60, 200)) * 1000)
        candidates.append({"name": "Monthly", "measure": "cost", "at_most": monthly, "each": "period"})
    if whole:
        count = {"name": "Count", "measure": "funded", "of": team, "at_most": 2.0}
        candidates.append({"name": "Reviews", "measure": "attributes.reviews", "at_most": 3.0})
        candidates.append(
            {"name": "Monthly reviews", "measure": "attributes.reviews", "each": "period", "at_most": 2.0}
        )
        candidates += [count, count | {"name": "Each kind", "of": {}, "each": "kind", "at_most": 1.0}]
    if shares:
        candidates.append({"name": "Cap", "measure": "gpu_share", "of": team, "at_most": 0.6})
        candidates.append({"name": "Cap each", "measure": "gpu_share", "of": {"kind": KINDS[:2]}, "each": "product",
                           "at_most": 0.4})  # fmt: skip
    if promises:
        candidates.append({"name": "Promise", "measure": "gpu_share", "of": team, "at_least": 0.1})
    if promises and not feasible:
        candidates.append({"name": "Promised hours", "measure": "gpu_hours", "of": team | {"period": label},
                           "at_least": 5_000.0})  # fmt: skip
        candidates.append({"name": "Promised value", "measure": "value", "of": {"team": TEAMS[:2]}, "at_least": 1.0})
        candidates += [{"name": "One at least", "measure": "funded", "at_least": 1.0}] if whole else []
    return draw(st.lists(st.sampled_from(candidates), max_size=3, unique_by=lambda rule: rule["name"]))


@st.composite
def scenarios(
    draw: st.DrawFn,
    whole: bool = True,
    musts: bool = True,
    shares: bool = True,
    promises: bool = True,
    feasible: bool = False,
) -> Scenario:
    """Any scenario.

    Without ``whole`` a pure LP; without ``shares`` and ``promises`` none whose rules grow with capacity; ``feasible``
    ones have nothing that could make them impossible: no must, no promise, no budget that what is paid always breaks.
    """
    names = [f"r{k}" for k in range(draw(st.integers(1, 6)))]
    musts, promises = musts and not feasible, promises and not feasible
    requests = [draw(request(name, names[:k], whole, musts)) for k, name in enumerate(names)]
    return Scenario.read(
        {
            "calendar": {"start": "2027-01", "periods": PERIODS},
            "accelerators": HARDWARE,
            "value": {"scale": "raw", "weights": {"points": 1.0}},
            "pools": draw(pools()),
            "people": [{"role": "engineer", "fte": draw(series(0, 8))}],
            "requests": requests,
            "rules": draw(rules(whole, shares, promises, feasible)),
            "solver": {"gap": 0.0},
        }
    )


@st.composite
def one_pool(draw: st.DrawFn) -> Scenario:
    """One pool, one period, divisible services: the case in which contribution per GPU is right."""
    requests = [
        {
            "id": f"r{k}",
            "metrics": {"points": float(draw(st.integers(1, 50)))},
            "demand": {"gpus": float(draw(st.integers(1, 50)))},
            "runs_on": {"A": 1.0},
        }
        for k in range(draw(st.integers(1, 8)))
    ]
    return Scenario.read(
        {
            "calendar": {"start": "2027-01", "periods": 1},
            "accelerators": {"A": {"speed": 1.0}},
            "value": {"scale": "raw", "weights": {"points": 1.0}},
            "pools": [{"id": "p", "accelerator": "A", "gpus": float(draw(st.integers(1, 150)))}],
            "requests": requests,
            "solver": {"gap": 0.0},
        }
    )
