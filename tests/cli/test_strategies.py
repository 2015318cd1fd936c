"""``gpu-planner strategies``"""

import csv
import json

import pytest


def test_the_sentence_comes_first_and_then_the_table(cli, small):
    code, out, err = cli("strategies", small)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == ["Small", "The best plan captures 90.0 points; so does contribution per GPU."]
    assert any(line.split()[:3] == ["highest", "value", "first"] for line in lines)
    assert "in the order of the file" in out
    assert all(line == line.rstrip() and len(line) <= 100 for line in lines)


def test_the_table_has_one_row_a_strategy(cli, small):
    file = small.parent / "table.csv"
    assert cli("strategies", small, "-o", file)[0] == 0
    found = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert found[0]["strategy"] == "best plan"
    assert len(found) == 6
    assert all(float(row["points"]) <= 90.0 + 1e-6 for row in found)


def test_json_has_every_list_and_decision(cli, small):
    code, out, _ = cli("strategies", small, "--json")
    found = {each["name"]: each for each in json.loads(out)["strategies"]}
    assert code == 0
    assert found["smallest first"]["order"] == ["next", "last", "best"]
    assert found["smallest first"]["decisions"] == {"best": "decline", "next": "fund", "last": "fund"}
    assert found["smallest first"]["lost"] == pytest.approx(50.0)


def test_values_can_be_set(cli, small):
    _, out, _ = cli("strategies", small, "--set", "pools.p.gpus=0")
    assert "The best plan captures 0 points" in out


def test_an_infeasible_scenario_is_said_to_be_so(cli, small):
    code, _, err = cli("strategies", small, "--set", "pools.p.gpus=1", "--set", "requests.best.commitment=must")
    assert code == 3
    assert "No plan can keep all of these together" in err
