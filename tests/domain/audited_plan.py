"""A plan worked out by hand: two months, two pools, ten requests of every kind, each figure with its sum.

January has 744 hours, February 672. Pool h has 100 · 0.9 = 90 H at 2 an hour and 8 more to rent at 5; pool a has
40 A, then 60, at 1 an hour. An H draws 500 W, an A 400 W; h's electricity has 200 g a kWh, a's none.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from planner.domain.scenario import Scenario

JAN, FEB = "2027-01", "2027-02"
H, A = {"H": 1.0}, {"A": 1.0}

REQUESTS: list[dict[str, Any]] = [
    {"id": "chat", "team": "red", "product": "App", "metrics": {"points": 40.0}, "minimum": 0.5, "latest_start": JAN,
     "demand": {"gpus": 50.0, "max_gpus": 50.0}, "runs_on": H, "people": {"engineer": 2.0}},
    {"id": "train", "team": "blue", "kind": "training", "metrics": {"points": 20.0}, "decay": 0.1,
     "demand": {"gpu_hours": 40_000.0, "max_gpus": 30.0}, "runs_on": {"H": 1.0, "A": 0.5}, "people": {"engineer": 1.0}},
    {"id": "late", "team": "red", "metrics": {"points": 10.0}, "minimum": 1.0, "latest_start": FEB, "decay": 0.5,
     "demand": {"gpus": 10.0}, "runs_on": H, "requires": ["chat"], "cost": 1000.0},
    {"id": "pick", "team": "blue", "metrics": {"points": 8.0}, "runs_on": A, "people": {"engineer": 0.5},
     "options": [{"id": "big", "demand": {"gpus": 30.0}},
                 {"id": "small", "demand": {"gpus": 12.0}, "value": 0.5, "cost": 500.0}]},
    {"id": "half", "metrics": {"points": 5.0}, "window": [JAN, JAN], "demand": {"gpus": 20.0}, "runs_on": A,
     "value_curve": [[0.5, 0.8], [1.0, 1.0]]},
    {"id": "whole", "metrics": {"points": 12.0}, "minimum": 1.0, "decay": 0.1, "demand": {"gpu_hours": 6000.0},
     "runs_on": H},
    {"id": "rival", "metrics": {"points": 6.0}, "conflicts": ["chat"], "demand": {"gpus": 4.0}, "runs_on": H},
    {"id": "never", "metrics": {"points": 6.0}, "commitment": "out", "demand": {"gpus": 4.0}, "runs_on": H},
    {"id": "platform", "metrics": {"points": -1.0}, "commitment": "must", "people": {"engineer": 0.5}},
    {"id": "after", "metrics": {"points": 3.0}, "requires": ["whole"], "window": [FEB, FEB],
     "demand": {"gpu_hours": 672.0}, "runs_on": H},
]  # fmt: skip
POOLS: list[dict[str, Any]] = [
    {"id": "h", "accelerator": "H", "region": "us", "gpus": 100.0, "availability": 0.9, "cost_per_gpu_hour": 2.0,
     "on_demand": {"gpus": 8.0, "cost_per_gpu_hour": 5.0}, "carbon_g_per_kwh": 200.0},
    {"id": "a", "accelerator": "A", "region": "eu", "gpus": [40.0, 60.0], "cost_per_gpu_hour": 1.0},
]  # fmt: skip

ALLOCATION = [
    # request, option, pool, period, GPU·h, of these rented, work, cost
    ("chat", "", "h", JAN, 37_200.0, 0.0, 37_200.0, 74_400.0),  # 50 · 744
    ("chat", "", "h", FEB, 33_600.0, 0.0, 33_600.0, 67_200.0),  # 50 · 672
    ("train", "", "h", JAN, 20_000.0, 5_000.0, 20_000.0, 55_000.0),  # 15,000 · 2 + 5,000 · 5
    ("train", "", "a", FEB, 20_000.0, 0.0, 10_000.0, 20_000.0),
    ("late", "", "h", FEB, 6_720.0, 0.0, 6_720.0, 13_440.0),  # 10 · 672
    ("pick", "small", "a", JAN, 8_928.0, 0.0, 8_928.0, 8_928.0),  # 12 · 744
    ("pick", "small", "a", FEB, 8_064.0, 0.0, 8_064.0, 8_064.0),  # 12 · 672
    ("half", "", "a", JAN, 5_952.0, 0.0, 5_952.0, 5_952.0),  # 20 · 744 · 0.4
    ("whole", "", "h", JAN, 2_000.0, 0.0, 2_000.0, 4_000.0),
    ("whole", "", "h", FEB, 4_000.0, 0.0, 4_000.0, 8_000.0),
    ("after", "", "h", FEB, 672.0, 0.0, 672.0, 1_344.0),
]
SERVED = [
    ("chat", "", JAN, 1.0),
    ("chat", "", FEB, 1.0),
    ("train", "", JAN, 0.5),  # 20,000 / 40,000
    ("train", "", FEB, 0.25),
    ("late", "", FEB, 1.0),
    ("pick", "small", JAN, 1.0),
    ("pick", "small", FEB, 1.0),
    ("half", "", JAN, 0.4),
    ("whole", "", JAN, 1 / 3),
    ("whole", "", FEB, 2 / 3),
    ("platform", "", JAN, 1.0),
    ("platform", "", FEB, 1.0),
    ("after", "", FEB, 1.0),
]
DECIDED = [
    # id, decision, option, share, GPU·h given, worth, captured, cost, kWh, kg
    ("chat", "fund", "", 1.0, 70_800.0, 40.0, 40.0, 141_600.0, 35_400.0, 7_080.0),
    ("train", "trim", "", 0.75, 40_000.0, 20.0, 14.5, 75_000.0, 18_000.0, 2_000.0),  # 20 · (0.5 + 0.25 · 0.9)
    # of its value, 672 · 0.5 of 744 + 672 · 0.5 falls in February; of its work, 672 of 1,416
    ("late", "defer", "", 672 / 1416, 6_720.0, 10.0, 10 * 336 / 1080, 14_440.0, 3_360.0, 672.0),
    ("pick", "fund", "small", 1.0, 16_992.0, 8.0, 4.0, 17_492.0, 6_796.8, 0.0),
    ("half", "trim", "", 0.4, 5_952.0, 5.0, 3.2, 5_952.0, 2_380.8, 0.0),  # 5 · 0.8 · 0.4 / 0.5
    ("whole", "fund", "", 1.0, 6_000.0, 12.0, 10.8, 12_000.0, 3_000.0, 600.0),  # complete in February: 12 · 0.9
    ("rival", "decline", "", 0.0, 0.0, 6.0, 0.0, 0.0, 0.0, 0.0),
    ("never", "decline", "", 0.0, 0.0, 6.0, 0.0, 0.0, 0.0, 0.0),
    ("platform", "fund", "", 1.0, 0.0, -1.0, -1.0, 0.0, 0.0, 0.0),
    ("after", "fund", "", 1.0, 672.0, 3.0, 3.0, 1_344.0, 336.0, 67.2),
]


class Frames:
    """The three frames that an audit reads, as rows that a test may spoil."""

    def __init__(self) -> None:
        hours = {JAN: 744.0, FEB: 672.0}
        columns = ("request", "option", "pool", "period", "gpu_hours", "on_demand_gpu_hours", "work_gpu_hours",
                   "cost_usd")  # fmt: skip
        self.allocation: list[dict[str, Any]] = [dict(zip(columns, row, strict=True)) for row in ALLOCATION]
        for row in self.allocation:
            row["gpus"] = row["gpu_hours"] / hours[row["period"]]
        self.served = [dict(zip(("request", "option", "period", "share"), row, strict=True)) for row in SERVED]
        columns = ("id", "decision", "option", "share", "given_gpu_hours", "value_points", "captured_points",
                   "cost_usd", "energy_kwh", "carbon_kg")  # fmt: skip
        self.requests: list[dict[str, Any]] = [dict(zip(columns, row, strict=True)) for row in DECIDED]

    def give(self, request: str, pool: str, period: str, /, **figures: Any) -> None:
        """Change a row of the allocation."""
        self._row(self.allocation, request=request, pool=pool, period=period).update(figures)

    def serve(self, request: str, period: str, /, **figures: Any) -> None:
        """Change a row of what is served."""
        self._row(self.served, request=request, period=period).update(figures)

    def decide(self, request: str, /, **figures: Any) -> None:
        """Change a row of the requests."""
        self._row(self.requests, id=request).update(figures)

    def add(self, request: str, period: str, share: float, gpus: float, pool: str = "h", option: str = "") -> None:
        """Serve a request more, in step: its share and the own hours that bring it."""
        hours = gpus * {JAN: 744.0, FEB: 672.0}[period]
        price = {"h": 2.0, "a": 1.0}[pool]
        self.served.append({"request": request, "option": option, "period": period, "share": share})
        self.allocation.append(
            {"request": request, "option": option, "pool": pool, "period": period, "gpu_hours": hours,
             "on_demand_gpu_hours": 0.0, "work_gpu_hours": hours, "cost_usd": hours * price, "gpus": gpus}
        )  # fmt: skip

    def drop(self, request: str, *periods: str) -> None:
        """Serve a request nothing in some periods."""
        for rows in (self.allocation, self.served):
            rows[:] = [row for row in rows if row["request"] != request or row["period"] not in periods]

    def frames(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """requests, allocation, served; the work of each request is what its allocation comes to, unless it is said."""
        done = {row["id"]: sum(g["work_gpu_hours"] for g in self.allocation if g["request"] == row["id"])
                for row in self.requests}  # fmt: skip
        requests = [{"work_gpu_hours": done[row["id"]], "peak_power_kw": self._peak(row["id"])} | row
                    for row in self.requests]  # fmt: skip
        return pd.DataFrame(requests), pd.DataFrame(self.allocation), pd.DataFrame(self.served)

    def _peak(self, request: str) -> float:
        """What a request draws in the month in which it draws most: 0.5 kW an H, 0.4 an A."""
        drawn = {JAN: 0.0, FEB: 0.0}
        for row in self.allocation:
            if row["request"] == request and row["period"] in drawn:
                drawn[row["period"]] += row["gpus"] * {"h": 0.5}.get(row["pool"], 0.4)
        return max(drawn.values())

    @staticmethod
    def _row(rows: list[dict[str, Any]], **key: str) -> dict[str, Any]:
        return next(row for row in rows if all(row[name] == value for name, value in key.items()))


def scenario(changes: dict[str, dict[str, Any]] | None = None, **parts: Any) -> Scenario:
    """The scenario of the plan, some requests changed by id, or parts replaced."""
    requests = [request | (changes or {}).get(request["id"], {}) for request in REQUESTS]
    basis: dict[str, Any] = {
        "calendar": {"start": JAN, "periods": 2},
        "accelerators": {"H": {"speed": 1.0, "watts": 500.0}, "A": {"speed": 0.5, "watts": 400.0}},
        "value": {"scale": "raw", "weights": {"points": 1.0}},
        "pools": POOLS,
        "people": [{"role": "engineer", "fte": 4.0}],
        "requests": requests,
    }
    return Scenario.read(basis | parts)
