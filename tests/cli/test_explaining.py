"""``gpu-planner explain`` and ``gpu-planner worth``, as a user and as a script sees them."""

from __future__ import annotations

import json
import re

import pytest

import planner
from tests.cli.conftest import ROOT


def ids(cli, small):
    return [row["id"] for row in json.loads(cli("solve", small, "--json")[1])["requests"]]


def test_explain_says_the_decision_first_and_ends_with_zero(cli, small):
    for request in ids(cli, small):
        code, out, err = cli("explain", small, request)
        assert (code, err) == (0, "")
        assert " is funded" in out or " is declined" in out or " is trimmed" in out or " is deferred" in out
        assert "it is worth" in out or "at any value" in out, "its break-even is stated"


def test_what_would_change_the_decision_comes_first_and_prices_last(cli, small):
    for request, change in (("best", "What would lose it"), ("last", "What would get it funded")):
        out = cli("explain", small, request)[1]
        assert out.index(change) < out.index("What it displaces") < out.index("Prices")
        assert " is funded" in out.splitlines()[0] or " is declined" in out.splitlines()[0]


def test_explain_in_json_holds_the_same_sentences(cli, small):
    request = ids(cli, small)[0]
    found = json.loads(cli("explain", small, request, "--json")[1])
    flat = " ".join(cli("explain", small, request)[1].split())
    assert found["facts"]["request"] == request
    assert found["break_even"]["at"] is not None
    for sentence in found["sentences"]:
        assert " ".join(sentence.split()) in flat


def test_an_unknown_request_is_named_with_the_nearest(cli, small):
    request = ids(cli, small)[0]
    code, out, err = cli("explain", small, request + "x")
    assert (code, out) == (2, "")
    assert request in err


def test_worth_says_every_part(cli, small):
    code, out, err = cli("worth", small, "--block", "1")
    assert (code, err) == (0, "")
    for heading in ("GPUs or people", "A block more, a block less", "From your list to the best list"):
        assert heading in out


def test_worth_is_a_table_first_then_a_sentence_a_section(cli, small):
    out = cli("worth", small)[1]
    assert out.startswith("A block more, a block less")
    sections = out.split("\n\n")[1:]
    assert len(sections) > 2
    assert all(section.count(". ") == 0 and section.rstrip().endswith(".") for section in sections)


def test_every_sentence_of_worth_is_said_where_all_is_asked_for(cli, small):
    few, all_of_it = (cli("worth", small, *option)[1] for option in ((), ("--all",)))
    sentences = {entry["sentence"] for entry in json.loads(cli("worth", small, "--json")[1]) if "block" not in entry}
    assert all(" ".join(sentence.split()) in " ".join(all_of_it.split()) for sentence in sentences)
    assert len(few) < len(all_of_it)


PAID = """\
format: 1
currency: EUR
calendar: {start: 2027-01, periods: 1}
accelerators: {A: {speed: 1, watts: 500}}
pools: [{id: p, accelerator: A, gpus: 10, cost_per_gpu_hour: 2}, {id: q, accelerator: A, gpus: 0, cost_per_gpu_hour: 9}]
value: {metrics: {m: {unit: EUR}}}
requests:
  - {id: first, metrics: {m: 60_000}, demand: {gpus: 10}}
  - {id: other, metrics: {m: 80_000}, demand: {gpus: 16}}
"""


def net_of(found, pool, block):
    entry = next(e for e in found if e.get("pool") == pool and e.get("block") == block)
    return entry["metrics"]["m"] - entry["spend"]


def test_the_net_of_a_block_is_what_the_money_metric_of_the_plan_gains_less_what_the_plan_spends_more(cli, tmp_path):
    file = tmp_path / "paid.yaml"
    file.write_text(PAID, encoding="utf-8")
    found = json.loads(cli("worth", file, "--json")[1])
    for pool, rate in (("p", 2.0), ("q", 9.0)):
        grown = [f"pools.{pool}.gpus={18 if pool == 'p' else 8}"]
        plans = [json.loads(cli("solve", file, "--json", *sets)[1]) for sets in ((), ("--set", *grown))]
        before, after = ({row["kpi"]: row["value"] for row in plan["kpis"]} for plan in plans)
        net = (after["metric:m"] - before["metric:m"]) - (after["cost"] - before["cost"])
        assert net_of(found, pool, 8.0) == pytest.approx(net)
        assert net == pytest.approx(40_000 - 8 * 744 * rate)
    assert "net [EUR]" in cli("worth", file)[1]


def test_where_no_metric_is_money_it_is_said_that_nothing_can_be_netted(cli, small):
    out = cli("worth", small)[1]
    assert "net [" not in out
    assert "Points and USD can't be netted" in out


def test_what_brings_most_net_stands_first(cli, tmp_path):
    file = tmp_path / "paid.yaml"
    file.write_text(
        PAID.replace("2}, {id: q", "9}, {id: q").replace(
            "gpus: 0, cost_per_gpu_hour: 9", "gpus: 0, cost_per_gpu_hour: 1"
        )
    )
    rows = [line.split()[0] for line in cli("worth", file)[1].splitlines() if line.startswith(("  p ", "  q "))]
    assert rows == ["q", "p"]


def test_worth_in_json_is_a_list_of_parts_with_sentences(cli, small):
    found = json.loads(cli("worth", small, "--json")[1])
    titles = ["A block more, a block less", "GPUs or people", "What promises cost", "What is lacking, and what is idle",
              "From your list to the best list", "Plans within 2 % of the best"]  # fmt: skip
    assert list(dict.fromkeys(entry["part"] for entry in found)) == titles
    assert all(0 < entry["of_best"] <= 1 for entry in found if entry["part"] == titles[-1] and "rows" in entry)
    assert all(entry["sentence"].endswith(".") for entry in found)


def test_every_field_of_worth_is_documented(cli, small):
    documented = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "json.md").read_text(encoding="utf-8")))
    swap_or_plan = {"less", "more", "value", "gain", "given", "least", "shares"}
    for entry in json.loads(cli("worth", small, "--json")[1]):
        assert entry.keys() - swap_or_plan <= documented, entry["part"]


def test_a_block_can_come_later(cli, small):
    scenario = json.loads(cli("solve", small, "--json")[1])
    last = scenario["pools"][-1]["period"]
    code, out, _ = cli("worth", small, "--from", last)
    assert code == 0
    assert f"from {last} on" in out or len({row["period"] for row in scenario["pools"]}) == 1


@pytest.mark.parametrize("option", [["--pool", "nope"], ["--from", "1999-01"]])
def test_what_is_not_there_is_said(cli, small, option):
    code, out, err = cli("worth", small, *option)
    assert (code, out) == (2, "")
    assert option[1] in err


def test_a_request_is_explained_by_its_name_as_by_its_id(cli, small):
    assert cli("explain", small, "Best of all") == cli("explain", small, "best")
    assert cli("explain", small, "of ALL") == cli("explain", small, "best")


def test_a_plan_at_hand_is_explained_as_its_scenario_is(small):
    scenario = planner.load(small)
    plan = planner.solve(scenario, gap=0.0)
    assert planner.explain(plan, "Best of all").sentences == planner.explain(scenario, "best").sentences


def test_a_row_of_a_plan_is_found_by_its_name_too(small):
    plan = planner.solve(planner.load(small))
    assert plan.row("Best of all") == plan.row("best")
    with pytest.raises(KeyError):
        plan.row("nobody")
