"""Random scenarios: small, valid, and of everything that the scenario language can say."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from planner.domain.scenario import Scenario

HARDWARE = {"A": {"speed": 1.0, "watts": 700.0}, "B": {"speed": 0.5, "watts": 400.0}}
TEAMS = ("blue", "green", "red")
PERIODS = 3
LABELS = ("2027-01", "2027-02", "2027-03")

tenths = st.integers(1, 10).map(lambda n: n / 10)


@st.composite
def pools(draw: st.DrawFn, rented: bool = True) -> list[dict[str, Any]]:
    """One or two pools: a number, a list or steps of GPUs; sometimes rented or paid always."""
    found: list[dict[str, Any]] = []
    for name in ("A", "B")[: draw(st.integers(1, 2))]:
        pool: dict[str, Any] = {
            "id": f"pool-{name}",
            "accelerator": name,
            "region": draw(st.sampled_from(("eu", "us"))),
        }
        pool["gpus"] = draw(
            st.one_of(
                st.integers(0, 60).map(float),
                st.lists(st.integers(0, 60).map(float), min_size=PERIODS, max_size=PERIODS),
                st.fixed_dictionaries(
                    {"2027-01": st.integers(0, 40).map(float), "2027-02": st.integers(0, 60).map(float)}
                ),
            )
        )
        pool["availability"] = draw(st.sampled_from((1.0, 0.9)))
        pool["cost_per_gpu_hour"] = draw(st.sampled_from((0.0, 1.0, 2.5)))
        pool["carbon_g_per_kwh"] = draw(st.sampled_from((0.0, 300.0)))
        pool["paid"] = draw(st.sampled_from(("used", "used", "always")))
        if rented and draw(st.booleans()):
            pool["on_demand"] = {"gpus": draw(st.integers(0, 20).map(float)), "cost_per_gpu_hour": 4.0}
        found.append(pool)
    return found


@st.composite
def request(draw: st.DrawFn, name: str, others: list[str], whole: bool = True, musts: bool = True) -> dict[str, Any]:
    """A service or a job, or one that asks for no GPUs; ``whole`` allows what needs binaries."""
    first = draw(st.integers(0, PERIODS - 1))
    last = draw(st.integers(first, PERIODS - 1))
    found: dict[str, Any] = {
        "id": name,
        "team": draw(st.sampled_from(TEAMS)),
        "metrics": {"points": float(draw(st.integers(-2 if whole else 1, 40)))},
        "window": (LABELS[first], LABELS[last]),
        "runs_on": draw(st.sampled_from(({"A": 1.0}, {"B": 1.0}, {"A": 1.0, "B": 0.5}))),
        "decay": draw(st.sampled_from((0.0, 0.0, 0.1))),
        "people": draw(st.sampled_from(({}, {}, {"engineer": 1.0}, {"engineer": 2.5}))),
    }
    kind = draw(st.sampled_from(("service", "service", "job", "none")))
    found["demand"] = draw(demand(kind, last - first + 1))
    if draw(st.booleans()):
        found["value_curve"] = draw(st.sampled_from((((0.5, 0.8), (1.0, 1.0)), ((0.25, 0.5), (0.75, 0.9), (1.0, 1.0)))))
    if not whole:
        return found
    found["minimum"] = draw(st.sampled_from((None, None, 0.5, 1.0)))
    found["cost"] = draw(st.sampled_from((0.0, 0.0, 5000.0)))
    if kind == "service" and draw(st.booleans()):
        found["latest_start"] = LABELS[draw(st.integers(first, last))]
    if others:
        found["requires"] = tuple(draw(st.lists(st.sampled_from(others), max_size=1)))
        if not found["requires"]:
            found["conflicts"] = tuple(draw(st.lists(st.sampled_from(others), max_size=1)))
    if kind != "none" and draw(st.integers(0, 4)) == 0:
        smaller = draw(demand(kind, last - first + 1))
        found["options"] = [
            {"id": "full"},
            {"id": "small", "demand": smaller, "value": draw(tenths), "runs_on": {"B": 1.0}},
        ]
    if musts and draw(st.integers(0, 9)) == 0:
        found["commitment"] = draw(st.sampled_from(("must", "out")))
    return found


@st.composite
def demand(draw: st.DrawFn, kind: str, length: int) -> dict[str, Any] | None:
    if kind == "none":
        return None
    most = {"max_gpus": float(draw(st.integers(20, 60)))} if draw(st.booleans()) else {}
    if kind == "job":
        return {"gpu_hours": float(draw(st.integers(1, 30)) * 700 * length)} | most
    if draw(st.booleans()):
        return {"gpus": float(draw(st.integers(1, 40)))}
    return {"gpus": [float(draw(st.integers(1, 40))) for _ in range(PERIODS)]}


@st.composite
def rules(draw: st.DrawFn, shares: bool = True, promises: bool = True) -> list[dict[str, Any]]:
    """Budgets, caps, counts and promises."""
    team = {"team": draw(st.sampled_from(TEAMS))}
    candidates: list[dict[str, Any]] = [
        {"name": "Budget", "measure": "cost", "at_most": float(draw(st.integers(100, 400)) * 1000)},
        {"name": "Monthly", "measure": "cost", "at_most": float(draw(st.integers(60, 200)) * 1000), "each": "period"},
        {"name": "Team's bill", "measure": "cost", "of": team, "at_most": 60_000.0},
        {"name": "Hours", "measure": "gpu_hours", "of": {"accelerator": "A"}, "at_most": 50_000.0},
        {"name": "Count", "measure": "funded", "of": team, "at_most": 2.0},
        {"name": "Energy", "measure": "energy_kwh", "at_most": 40_000.0},
        {"name": "Carbon", "measure": "carbon_kg", "at_most": 9_000.0, "each": "team"},
    ]
    if shares:
        candidates.append({"name": "Cap", "measure": "gpu_share", "of": team, "at_most": 0.6})
    if promises:
        candidates.append({"name": "Promise", "measure": "gpu_share", "of": team, "at_least": 0.1})
    return draw(st.lists(st.sampled_from(candidates), max_size=3, unique_by=lambda rule: rule["name"]))


@st.composite
def scenarios(
    draw: st.DrawFn, whole: bool = True, musts: bool = True, shares: bool = True, promises: bool = True
) -> Scenario:
    """Any scenario; without ``whole`` a pure LP, without ``musts`` and ``promises`` always feasible (unless paid
    pools alone break a budget, which is why those budgets are generous)."""
    names = [f"r{k}" for k in range(draw(st.integers(1, 6)))]
    requests = [draw(request(name, names[:k], whole, musts)) for k, name in enumerate(names)]
    limits = draw(rules(shares, promises))
    if not whole:
        limits = [rule for rule in limits if rule["measure"] != "funded"]
    return Scenario.model_validate(
        {
            "calendar": {"start": "2027-01", "periods": PERIODS},
            "accelerators": HARDWARE,
            "value": {"scale": "raw", "weights": {"points": 1.0}},
            "pools": draw(pools()),
            "people": [{"role": "engineer", "fte": float(draw(st.integers(0, 8)))}],
            "requests": requests,
            "rules": limits,
            "solver": {"gap": 0.0},
        }
    )
