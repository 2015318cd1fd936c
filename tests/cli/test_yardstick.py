"""One yardstick for a family of files, as the command line says it."""

from __future__ import annotations

import json

import pytest

MORE = """\
format: 1
extends: small.yaml
name: One more idea
changes:
  requests: {idea: {name: Idea, team: red, metrics: {m: 5}, demand: {gpus: 9}, minimum: 1}}
"""
STRANGER = """\
format: 1
name: Stranger
calendar: {start: 2027-01, periods: 2}
accelerators: {A: {speed: 1, watts: 500}}
pools: [{id: p, accelerator: A, gpus: 6, cost_per_gpu_hour: 2}]
requests:
  - {id: best, name: Best of all, team: red, metrics: {m: 120}, demand: {gpus: 6}, minimum: 1}
  - {id: last, team: blue, metrics: {m: 80}, demand: {gpus: 5}, minimum: 1}
"""


@pytest.fixture
def files(small, tmp_path):
    """A scenario, one that extends it, and one that does not."""
    for name, text in (("more", MORE), ("stranger", STRANGER)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return small, tmp_path / "more.yaml", tmp_path / "stranger.yaml"


def solved(cli, *arguments):
    code, out, err = cli("solve", *arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def test_a_variant_says_what_it_is_worth_in_all(files, cli):
    code, out, _ = cli("solve", files[1], "--quiet")
    assert code == 0
    code, out, _ = cli("solve", files[1])
    assert "90.0 of 105.0 points captured (86 %)" in out
    assert "90.0 of 100.0 points captured" in cli("solve", files[0])[1]


def test_one_more_idea_that_is_declined_is_no_difference(files, cli):
    code, out, _ = cli("compare", files[0], files[1])
    assert code == 0
    assert "One more idea captures 90.0 points, as much as A; 2 funded, 2 declined." in out
    assert "B: No difference: nothing that differs changes the value." in out
    assert "is as good as the best whichever comes true" in out
    assert "All points are counted" not in out
    found = json.loads(cli("compare", files[0], files[1], "--json")[1])
    assert found["attribution"][0]["difference"] == pytest.approx(0)
    assert found["attribution"][0]["metrics"] == {"m": 0.0}
    assert found["yardstick"] == {"m": 1.0}
    for kpi in found["kpis"]:
        if kpi["kpi"] in ("value_captured", "metric:m"):
            assert kpi["Small"] == pytest.approx(kpi["One more idea"])


@pytest.mark.parametrize(("order", "values"), [((0, 2), (90.0, 120.0)), ((2, 0), (60.0, 45.0))])
def test_strangers_are_counted_as_the_first_counts(files, cli, order, values):
    pair = [files[k] for k in order]
    code, out, _ = cli("compare", *pair)
    assert code == 0
    named = "Stranger" if order[1] == 2 else "Small"
    own = {"Stranger": 60.0, "Small": 90.0}[named]
    assert f"{named} captures {values[1]:.{0 if values[1] > 100 else 1}f} points" in out
    assert f"counted as in its own file, {named} captures {own:.1f} points" in " ".join(out.split())
    assert "about 30 m" in out, "the metric's true difference, whoever is the first"
    found = json.loads(cli("compare", *pair, "--json")[1])
    (kpi,) = [kpi for kpi in found["kpis"] if kpi["kpi"] == "value_captured"]
    assert list(kpi.values())[2:] == pytest.approx(values)
    assert found["attribution"][0]["difference"] == pytest.approx(values[1] - values[0])
    assert all(row["regret"] >= 0 for row in found["regret"]["table"])


def test_a_value_that_is_set_leaves_all_others_worth_what_they_were(files, cli):
    for file in files[:2]:
        before = {r["id"]: r["value_points"] for r in solved(cli, file)["requests"]}
        after = {
            r["id"]: r["value_points"] for r in solved(cli, file, "--set", "requests.last.metrics.m=70")["requests"]
        }
        assert after == before | {"last": pytest.approx(70)}


def test_a_plan_of_a_variant_is_of_another_input_once_the_root_is_another_one(files, cli):
    root = files[0].read_text(encoding="utf-8")
    before = solved(cli, files[1])["certificate"]["digest"]
    assert solved(cli, files[1])["certificate"]["digest"] == before
    files[0].write_text(root.replace("{m: 60}", "{m: 80}"), encoding="utf-8")
    files[1].write_text(MORE.replace("{idea:", "{best: {metrics: {m: 60}}, idea:"), encoding="utf-8")
    after = solved(cli, files[1])
    assert after["certificate"]["digest"] != before, "its requests are what they were, and their points are not"
    assert {r["id"]: r["value_points"] for r in after["requests"]}["best"] == 50.0


def test_a_yardstick_of_its_own_is_solved_by_and_checked(files, cli, tmp_path):
    stated = tmp_path / "stated.yaml"
    stated.write_text(STRANGER + "yardstick: {m: 0.25}\nvalue: {weights: {m: 1}}\n", encoding="utf-8")
    found = solved(cli, stated)
    assert {r["id"]: r["value_points"] for r in found["requests"]} == {"best": 30.0, "last": 20.0}
    code, out, err = cli("validate", stated)
    assert code == 0
    assert "no weight is used: the yardstick says what one unit of each metric is worth" in out + err
    assert "30.0 of 50.0 points captured (60 %)" in cli("solve", stated)[1]
