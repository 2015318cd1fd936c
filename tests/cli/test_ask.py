"""``gpu-planner ask``, as somebody in a meeting uses it."""

from __future__ import annotations

import csv
import json

import pytest

import planner


def asked(cli, file, *options):
    code, out, err = cli("ask", file, *options, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_answer_is_the_first_word(cli, small):
    for options, word in ((("--m", "90"), "Yes: "), (("--m", "1"), "No: ")):
        code, out, err = cli("ask", small, "--gpus", 5, "--minimum", 1, *options)
        assert (code, err) == (0, "")
        assert out.startswith(word)


def test_it_says_whom_it_displaces_and_then_what_would_change_it(cli, small):
    out = cli("ask", small, "--gpus", 5, "--minimum", 1, "--m", 1, "--name", "Trip planner")[1]
    assert "Trip planner would be declined" in " ".join(out.split())
    assert out.index("Whom it would displace") < out.index("What would get it in")
    out = cli("ask", small, "--gpus", 5, "--minimum", 1, "--m", 90)[1]
    assert out.index("Whom it would displace") < out.index("What would lose it")


def test_each_metric_of_the_scenario_is_an_option(cli, small):
    ways = [("--m", "12e1"), ("--m=120",), ("--metric", "m=120"), ("--M", "1_2_0")]
    answers = [asked(cli, small, "--gpus", 5, *way) for way in ways]
    for found in answers:
        found.pop("said")  # in the order in which they came
    assert all(found == answers[0] for found in answers) and answers[0]["value_points"] == 120


def test_the_variant_that_is_kept_says_what_was_answered(cli, small):
    file = small.with_name("idea.yaml")
    code, out, _ = cli(
        "ask", small, "--gpus", 3, "--m", 50, "--from", "2027-02", "--keep", file, "--set", "pools.p.gpus=8"
    )
    assert code == 0 and out.startswith("In part: New request would be given 67 %")
    plan = planner.solve(planner.load(file))
    assert (
        plan.row("new-request")["share"] == pytest.approx(2 / 3) and plan.row("new-request")["asked_from"] == "2027-02"
    )
    assert plan.scenario.pool_by_id["p"].gpus == 8
    assert cli("ask", small, "--gpus", 3, "--keep", file)[0] == 2, "a file that is there is kept"


def test_the_table_of_those_displaced_is_written(cli, small):
    table = small.with_name("moved.csv")
    found = asked(cli, small, "--gpus", 6, "--m", 90, "--minimum", 1, "-o", table)
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["request"] for row in rows] == [each["request"] for each in found["arrival"]["displaced"]]
    assert [float(row["points"]) for row in rows] == pytest.approx(
        [each["points"] for each in found["arrival"]["displaced"]]
    )
    assert all(float(row["p_more_gpu_hours"]) < 0 for row in rows)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--gpu", "5"], "there is no option '--gpu'; did you mean '--gpus'?"),
        (["--gpus", "5", "--xy", "3"], "there is no option '--xy'; the scenario's metrics are --m"),
        (["--gpus", "5", "--m"], "--m: needs an amount"),
        (["--gpus", "5 GPUs"], "demand.gpus must be a number"),
        (["--gpus", "5", "--minimum", "50%"], "write a part of 1"),
        (["--gpus", "5", "--from", "March"], "window"),
        (["--gpus", "5", "--people", "engineer"], "--people engineer: must be written as name=amount"),
        (["--gpus", "5", "stray"], "stray: belongs to no option"),
        (["--gpus", "5", "--accelerator", "Q"], "there is no accelerator 'Q'"),
    ],
)
def test_what_can_not_be_asked_is_told_with_its_option_or_field(cli, small, options, said):
    code, out, err = cli("ask", small, *options)
    assert (code, out) == (2, "")
    assert said in err and "Traceback" not in err


def test_a_scenario_without_a_plan_says_why(cli, small):
    code, _, err = cli(
        "ask", small, "--gpus", 5, "--m", 5, "--set", "requests.best.commitment=must", "--set", "pools.p.gpus=1"
    )
    assert code == 3 and "No plan can keep all of these together" in err
