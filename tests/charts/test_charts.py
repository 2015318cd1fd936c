"""What is drawn is what the plan says: numbers, places, labels, colours; with few requests, many and none."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text

import planner
from planner.charts.allocation import allocation
from planner.charts.attribution import attribution
from planner.charts.bubbles import bubbles
from planner.charts.catalogue import KINDS
from planner.charts.fairness import fairness
from planner.charts.frontier import frontier
from planner.charts.gantt import gantt
from planner.charts.grid import grid
from planner.charts.heat import heat
from planner.charts.kpis import kpis
from planner.charts.ladder import ladder
from planner.charts.moves import moves
from planner.charts.priority import priority
from planner.charts.regret import regret
from planner.charts.robustness import robustness
from planner.charts.sheet import Chart
from planner.charts.strategies import strategies
from planner.charts.theme import DARK, LIGHT, THEMES, Theme
from planner.charts.tornado import tornado
from planner.charts.weights import weights
from planner.charts.write import check_ending, rendered, write_chart
from planner.domain.plan import Plan
from planner.errors import InputError
from planner.tradeoffs.many_solves.weights import Weights
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.worth import Rung
from planner.tradeoffs.parallel.processes import Crew
from planner.tradeoffs.several_scenarios.regret import Cell, Regret
from planner.words.amounts import short

ROOT = Path(__file__).parents[2]
ONE = Crew(workers=1)
OF_A_PLAN: list[Callable[[Plan, Theme], Chart]] = [priority, bubbles, allocation, heat, gantt, fairness]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planner.solve(planner.load(ROOT / "scenarios" / "baseline.yaml"), gap=1e-3)


@pytest.fixture(scope="module")
def many() -> Plan:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from generate import Size, generate

        return planner.solve(planner.parse(generate(Size(300, 6, 6, 1))), gap=0.02)
    finally:
        sys.path.pop(0)


@pytest.fixture(scope="module")
def nothing() -> Plan:
    return planner.solve(planner.parse({"format": 1, "calendar": {"start": "2027-01", "periods": 2}, "requests": []}))


@pytest.fixture(scope="module")
def drawn(plan: Plan) -> dict[str, Callable[[Theme], Chart]]:
    """One of each chart of many solves, from small runs of the sample."""
    scenario = plan.scenario
    late = planner.load(ROOT / "scenarios" / "late-delivery.yaml")
    compared = planner.compare([scenario, late], ["Baseline", "Late"])
    attributed = planner.attribute(scenario, late)
    regrets = planner.regret(compared.plans, compared.names)
    along = planner.frontier(scenario, "pools", [0.5, 0.8, 1.2], gap=1e-3, crew=ONE)
    hung = planner.tornado(scenario, 0.1, top=1, gap=1e-3, crew=ONE)
    firm = planner.robustness(scenario, 10, gap=1e-2, guesses=0, crew=ONE)
    simple = planner.strategies(scenario)
    stable = Weights(scenario, ())
    rungs = [Rung(8.0, Interval(1.0, 1.0), Interval(1.0, 1.0)), Rung(16.0, Interval(1.2, 1.5), Interval(0.2, 0.5))]
    *_, swept = planner.sweep(scenario, [_axis("rules.Budget.at_most=3e6,5e6"), _axis("pools.h100-us.gpus=128,256")],
                              gap=1e-2, crew=ONE)  # fmt: skip
    paths = ["rules.Budget.at_most", "pools.h100-us.gpus"]
    return {
        "moves": lambda theme: moves(compared, theme),
        "kpis": lambda theme: kpis(compared, theme),
        "attribution": lambda theme: attribution(attributed, ("Baseline", "Late"), theme),
        "regret": lambda theme: regret(regrets, theme),
        "frontier": lambda theme: frontier(along, theme),
        "ladder": lambda theme: ladder(scenario.pools[0], rungs, theme),
        "tornado": lambda theme: tornado(hung, theme),
        "weights": lambda theme: weights(stable, theme),
        "robustness": lambda theme: robustness(firm, theme),
        "strategies": lambda theme: strategies(simple, theme),
        "grid": lambda theme: grid(swept.frame, paths, theme),
    }


def _axis(text: str) -> Any:
    from planner.tradeoffs.many_solves.grid import axis

    return axis(text)


def test_every_chart_of_the_catalogue_is_tried_here(drawn: Any) -> None:
    assert [draw.__name__ for draw in OF_A_PLAN] + list(drawn) == list(KINDS)


def texts(chart: Chart) -> list[Text]:
    """All that is written; matplotlib keeps ticks beyond the axes, which are not drawn."""
    chart.figure.draw_without_rendering()
    ticks = {
        id(label)
        for axes in chart.figure.axes
        for axis, (low, high) in ((axes.xaxis, sorted(axes.get_xlim())), (axes.yaxis, sorted(axes.get_ylim())))
        for minor in (False, True)
        for label, at in zip(axis.get_ticklabels(minor=minor), axis.get_ticklocs(minor=minor), strict=False)
        if not (axes.axison and low <= at <= high)
    }
    found: Any = chart.figure.findobj(Text)
    return [t for t in found if t.get_text().strip() and t.get_visible() and id(t) not in ticks]


def contrast(a: Any, b: Any) -> float:
    """WCAG 2.2: (L1 + 0.05) ÷ (L2 + 0.05)."""

    def light(colour: Any) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return float(np.dot([0.2126, 0.7152, 0.0722], parts))

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_text_and_marks_stand_out_from_the_ground(theme: Theme) -> None:
    for colour in (theme.ink, theme.muted):
        assert contrast(colour, theme.ground) >= 4.5
    for colour in (theme.accent, *theme.decisions.values()):
        assert contrast(colour, theme.ground) >= 3


@pytest.mark.parametrize("draw", OF_A_PLAN, ids=lambda f: f.__name__)
@pytest.mark.parametrize("which", ["plan", "many", "nothing"])
def test_labels_stay_on_the_sheet_and_apart(draw: Any, which: str, request: pytest.FixtureRequest) -> None:
    chart = draw(request.getfixturevalue(which), LIGHT)
    shown = texts(chart)
    renderer: Any = chart.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    sheet = chart.figure.bbox
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in shown]
    for text, box in boxes:
        assert box.x0 >= sheet.x0 - 2 and box.x1 <= sheet.x1 + 2, f"{text!r} is cut off"
        assert box.y0 >= sheet.y0 - 2 and box.y1 <= sheet.y1 + 2, f"{text!r} is cut off"
    written = [(t, t.get_window_extent(renderer)) for axes in chart.figure.axes for t in axes.texts if t.get_text()]
    for k, (a, box) in enumerate(written):
        for b, other in written[k + 1 :]:
            overlap = box.overlaps(other)
            assert not overlap, f"{a.get_text()!r} and {b.get_text()!r} collide"


@pytest.mark.parametrize("draw", OF_A_PLAN, ids=lambda f: f.__name__)
def test_three_hundred_requests_are_no_thicket(draw: Any, many: Plan) -> None:
    chart = draw(many, DARK)
    assert len(texts(chart)) < 140
    assert len(chart.data) > 0


def test_the_others_of_a_pool_add_up_to_what_is_used(plan: Plan) -> None:
    chart = allocation(plan)
    given = plan.allocation.groupby(["pool", "period"])["gpus"].sum()
    for axes, pool in zip(chart.figure.axes, [p.id for p in plan.scenario.pools], strict=False):
        heights: dict[int, float] = {}
        for bar in axes.patches:
            at = round(bar.get_x() + bar.get_width() / 2)  # type: ignore[attr-defined]
            heights[at] = heights.get(at, 0.0) + bar.get_height()  # type: ignore[attr-defined]
        for t, label in enumerate(plan.scenario.calendar.labels):
            assert heights[t] == pytest.approx(given.get((pool, label), 0.0), abs=1e-6)


def test_products_stand_on_each_other_where_there_are_several_and_a_request_is_still_found(plan: Plan) -> None:
    chart = allocation(plan)
    (key,) = chart.figure.legends
    products = {request.product for request in plan.scenario.requests}
    assert {text.get_text() for text in key.get_texts()} <= products | {"usable; above it: rented"}
    assert {mark.name for mark in chart.marks} == set(plan.allocation["request"])
    alone = plan.scenario.model_copy(
        update={"requests": tuple(r.model_copy(update={"product": "", "team": ""}) for r in plan.scenario.requests)}
    )
    bare = planner.solve(alone)
    (key,) = allocation(bare).figure.legends
    others = len(set(bare.allocation["request"])) - 8
    assert f"{others} other requests" in [text.get_text() for text in key.get_texts()]


def test_a_bar_of_who_moved_is_as_long_as_the_points_that_it_says(drawn: Any) -> None:
    chart = drawn["moves"](LIGHT)
    lengths = [bar.get_width() for axes in chart.figure.axes for bar in axes.patches]
    assert lengths == [mark.x for mark in chart.marks]
    for mark in chart.marks:
        words, amount = mark.text.rpartition(", ")[::2]
        assert " → " in words
        said = float(amount.removesuffix(" points").replace("−", "-").replace("±", ""))
        assert said == pytest.approx(mark.x, rel=0.01, abs=0.005)


def test_the_heat_map_names_the_dearest_pool_and_period(plan: Plan) -> None:
    chart = heat(plan)
    dearest = plan.pools.loc[plan.pools["price_points_per_gpu_hour"].idxmax()]
    assert chart.title.startswith(f"{plan.scenario.pool_by_id[dearest['pool']].title} in {dearest['period']}")


def test_every_request_of_value_is_a_mark_at_its_value(plan: Plan) -> None:
    chart = priority(plan)
    marks = {mark.name: mark for mark in chart.marks}
    for row in plan.requests.to_dict("records"):
        if row["value_points"] > 0 and np.isfinite(row["opportunity_cost_points"]):
            assert marks[row["id"]].y == pytest.approx(row["value_points"])
            assert row["decision"] in marks[row["id"]].text


def test_the_bars_of_a_team_are_its_sums(plan: Plan) -> None:
    chart = fairness(plan)
    sums = plan.requests.groupby("team")["captured_points"].sum()
    assert dict(zip(chart.data["team"], chart.data["captured_points"], strict=True)) == pytest.approx(sums.to_dict())
    worst = (sums / plan.requests.groupby("team")["value_points"].sum()).idxmin()
    assert chart.title.startswith(str(worst))


def test_value_for_money_speaks_of_all_that_the_plan_spends(plan: Plan) -> None:
    chart = bubbles(plan)
    assert f"for {short(plan.kpi('cost'))} {plan.scenario.currency}" in chart.title
    beside = plan.kpi("cost") - plan.requests.loc[plan.requests["captured_points"] > 0, plan.cost_column].sum()
    assert beside > 100_000, "the story needs enabling work"
    assert any(short(beside) in text.get_text() for text in texts(chart))


@pytest.mark.parametrize("draw", [allocation, gantt, heat], ids=lambda f: f.__name__)
@pytest.mark.parametrize("size", [(7.0, 5.0), (16.0, 9.0)])
def test_the_weeks_of_a_year_do_not_run_into_each_other(draw: Any, size: tuple[float, float]) -> None:
    pools = [{"id": f"p{k}", "accelerator": "H100-SXM", "gpus": 10} for k in range(3)]
    asked = [{"id": "a", "metrics": {"revenue": 1.0}, "demand": {"gpus": 5}}]
    calendar = {"start": "2027-W01", "periods": 52, "unit": "week"}
    weeks = planner.solve(planner.parse({"format": 1, "calendar": calendar, "pools": pools, "requests": asked}))
    chart = draw(weeks, LIGHT, size)
    chart.figure.canvas.draw()
    for axes in chart.figure.axes:
        boxes = [tick.get_window_extent() for tick in axes.get_xticklabels() if tick.get_text() and tick.get_visible()]
        assert all(a.x1 < b.x0 for a, b in itertools.pairwise(boxes))


@pytest.mark.parametrize("name", ["moves", "attribution", "tornado", "weights", "frontier", "ladder", "robustness"])
def test_marks_say_what_they_stand_for(drawn: Any, plan: Plan, name: str) -> None:
    known = {
        "request": plan.scenario.request_by_id,
        "pool": plan.scenario.pool_by_id,
        "people": plan.scenario.role_by_id,
        "rule": {rule.name for rule in plan.scenario.rules},
    }
    for mark in drawn[name](LIGHT).marks:
        assert mark.kind not in known or mark.name in known[mark.kind]


def said(figure: Figure) -> str:
    """All that stands over the panels of a figure."""
    titles = [axes.get_title(loc="left") for axes in figure.axes]
    return " ".join([*(text.get_text() for text in figure.texts), *titles]).replace("\n", " ")


def test_a_run_that_was_stopped_says_so_and_no_error_bar_leaves_the_scale(plan: Plan) -> None:
    firm = planner.robustness(plan.scenario, 5, gap=1e-2, guesses=0, crew=ONE)
    figure = robustness(replace(firm, asked=200)).figure
    left = figure.axes[0]
    assert "Stopped after 5 of 200 futures" in said(figure)
    ends = [x for bars in left.collections for path in bars.get_paths() for x in path.vertices[:, 0]]
    assert all(-1e-9 <= x <= 100 + 1e-9 for x in ends)
    assert "Stopped" not in said(robustness(replace(firm, asked=5)).figure)


def test_what_teams_are_promised_is_no_part_of_nothing_and_labels_keep_off_the_curve(plan: Plan) -> None:
    found = planner.frontier(plan.scenario, "worst-off", [0.5, 0.8, 1.0], gap=1e-2, crew=ONE)
    chart = frontier(found)
    axes = chart.figure.axes[0]
    said = [text.get_text() for text in axes.texts if text.get_text()]
    assert "as it is: nothing promised to any team" in said
    assert "[% of its entitlement]" in axes.get_xlabel()
    assert all(text.get_position()[1] != 0 for text in axes.texts if text.get_text().startswith("as it is"))


def test_a_bar_of_a_team_stands_for_it(plan: Plan) -> None:
    marks = fairness(plan, LIGHT).marks
    assert {mark.name for mark in marks if mark.kind == "team"} == {team for team in plan.scenario.teams if team}


def test_a_waterfall_speaks_of_titles_and_not_of_ids(drawn: Any, plan: Plan) -> None:
    labels = [tick.get_text() for tick in drawn["attribution"](LIGHT).figure.axes[0].get_yticklabels()]
    assert any(label.endswith(": GPUs") for label in labels)
    assert not any(pool.id in label for pool in plan.scenario.pools for label in labels if pool.id != pool.title)


def test_a_declined_request_has_no_bar(plan: Plan) -> None:
    chart = gantt(plan)
    declined = {row["id"] for row in plan.requests.to_dict("records") if row["decision"] == "decline"}
    texts_of = {mark.name: mark.text for mark in chart.marks}
    for name in declined & set(texts_of):
        assert texts_of[name].endswith("declined")
    assert not set(chart.data["request"]) & declined


def test_a_waterfall_ends_where_the_second_scenario_is(drawn: Any, plan: Plan) -> None:
    chart = drawn["attribution"](LIGHT)
    axes = chart.figure.axes[0]
    steps = [bar.get_width() for bar in axes.patches][1:-1]
    first, last = axes.patches[0], axes.patches[-1]
    assert first.get_width() + sum(steps) == pytest.approx(last.get_width(), abs=1e-6)
    assert sum(chart.data.iloc[:, 1]) == pytest.approx(sum(steps))


@pytest.mark.parametrize(
    "name",
    ["moves", "kpis", "attribution", "regret", "frontier", "tornado", "robustness", "strategies", "weights", "ladder", "grid"],
)  # fmt: skip
def test_charts_of_many_solves_state_a_finding_and_keep_their_words_on_the_sheet(drawn: Any, name: str) -> None:
    for theme in THEMES.values():
        chart = drawn[name](theme)
        assert len(chart.title.split()) >= 3
        renderer = chart.figure.canvas.get_renderer()
        for text in texts(chart):
            box = text.get_window_extent(renderer)
            assert box.x0 >= -2 and box.x1 <= chart.figure.bbox.x1 + 2, f"{text.get_text()!r} is cut off"


@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_the_same_chart_gives_the_same_bytes(plan: Plan, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"chart{ending}"
    write_chart(heat(plan), file)
    assert file.read_bytes() == rendered(heat(plan), ending[1:])
    assert len(file.read_bytes()) > 5_000


def test_the_table_of_a_chart_is_its_data(plan: Plan, tmp_path: Path) -> None:
    write_chart(priority(plan), tmp_path / "chart.csv")
    lines = (tmp_path / "chart.csv").read_text().splitlines()
    assert len(lines) == 1 + len(plan.requests)


def test_another_ending_is_told_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"\.png, \.svg, \.pdf or \.csv"):
        check_ending("chart.gif")


def test_drawing_opens_no_window_and_needs_no_pyplot(plan: Plan) -> None:
    heat(plan)
    assert "matplotlib.pyplot" not in sys.modules


@pytest.mark.parametrize("largest", [1.32, 40.0])
def test_a_cell_of_the_regret_chart_reads_as_in_the_table_whatever_is_beside_it(largest: float) -> None:
    chart = regret(regret_of(("Baseline", "Late"), [[0.0, 0.00516], [largest, 0.0]]))
    cells = [text.get_text() for text in chart.figure.axes[0].texts]
    assert cells == ["0.00", "0.01", f"{largest:.2f}", "0.00"]
    assert chart.title == "Hold on to Baseline: its regret is at most 0.01 points"
    assert chart.marks[1].text.endswith(": 0.01")


def test_a_regret_too_small_for_its_cell_is_not_called_more_than_that() -> None:
    chart = regret(regret_of(("Baseline", "Late"), [[0.0, 0.0031], [1.3, 0.0]]))
    assert chart.title == "Hold on to Baseline: its regret is less than 0.01 points"


@pytest.mark.parametrize("size", [(6.6, 4.5), (9.4, 5.4), (20.0, 9.0)])
def test_the_names_of_six_scenarios_do_not_overprint_each_other_below_the_regrets(size: tuple[float, float]) -> None:
    names = ("Baseline", "Budget cut by a sixth", "Fine-tuning on CPUs first", "Twice the growth",
             "H100 delivery slips a quarter", "A quarter of the H100 for research")  # fmt: skip
    figure: Any = regret(regret_of(names, np.ones((6, 6)).tolist()), LIGHT, size).figure
    figure.draw_without_rendering()
    for ticks in (figure.axes[0].get_xticklabels(), figure.axes[0].get_yticklabels()):
        boxes = [tick.get_window_extent() for tick in ticks]
        assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))
        assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width for box in boxes)


def regret_of(names: tuple[str, ...], matrix: list[list[float]]) -> Regret:
    cells = [[Cell(a, b, 50.0 - lost, 50.0, lost, 0.0, ()) for b, lost in zip(names, row, strict=True)]
             for a, row in zip(names, matrix, strict=True)]  # fmt: skip
    return Regret(names, tuple(map(tuple, cells)), "points")


def test_a_figure_that_a_scenario_does_not_have_is_a_dash_in_the_comparison() -> None:
    base = planner.load("scenarios/baseline.yaml")
    empty = base.model_copy(update={"name": "Nothing", "requests": (), "rules": (), "expect": ()})
    pools = tuple(pool.model_copy(update={"gpus": 0.0}) for pool in empty.pools)
    none = empty.model_copy(update={"name": "No GPUs", "pools": pools})
    chart = kpis(planner.compare([base, none]), LIGHT)
    assert any(mark.text.endswith("–") for mark in chart.marks)
