"""Who answers for a commitment or a rule, and why it was made: in the file, and wherever it is spoken of."""

import csv

import pytest

import planner
from planner.domain.carrying import carried
from planner.errors import InfeasibleError
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import price_of_promises
from planner.tradeoffs.sentences.worth import promise_sentence

SCENARIO = """\
format: 1
calendar: {start: 2027-01, periods: 1}
pools: [{id: h100, accelerator: H100-SXM, gpus: 10}]
requests:
  - {id: acme, commitment: must, owner: Sales, because: signed with Acme, metrics: {revenue: 1}, demand: {gpus: 10}, minimum: 1}
  - {id: maps, metrics: {revenue: 9}, demand: {gpus: 10}, minimum: 1}
  - {id: toy, commitment: out, because: the board said no, metrics: {revenue: 5}, demand: {gpus: 1}}
rules: [{name: Cap, measure: funded, at_most: 1, owner: Finance}]
"""


@pytest.fixture
def file(tmp_path):
    found = tmp_path / "scenario.yaml"
    found.write_text(SCENARIO, encoding="utf-8")
    return found


@pytest.fixture
def plan(file):
    return planner.solve(planner.load(file))


def test_reasons_say_who_answers_for_a_commitment_and_why(plan):
    reasons = dict(zip(plan.requests["id"], plan.requests["reason"], strict=True))
    assert "committed (Sales: signed with Acme)" in reasons["acme"]
    assert reasons["toy"] == "Declined: ruled out by its commitment (the board said no)."


def test_tables_have_them(plan, tmp_path):
    planner.write_plan(plan, tmp_path / "plan.csv")
    with open(tmp_path / "plan.csv", encoding="utf-8-sig", newline="") as lines:
        rows = {row["id"]: row for row in csv.DictReader(lines)}
    assert (rows["acme"]["owner"], rows["acme"]["because"]) == ("Sales", "signed with Acme")
    assert rows["maps"]["owner"] == ""


def test_what_a_promise_costs_is_told_with_its_owner(plan):
    study = Study(plan.scenario)
    said = " ".join(promise_sentence(study, each) for each in price_of_promises(study))
    assert "The commitment on acme (Sales: signed with Acme) costs" in said
    assert "The rule Cap (Finance) costs" in said


def test_a_conflict_names_whom_to_ask(file):
    file.write_text(SCENARIO.replace("{id: maps, ", "{id: maps, commitment: must, owner: Maps, "), encoding="utf-8")
    with pytest.raises(InfeasibleError) as found:
        planner.solve(planner.load(file))
    assert "acme is committed (Sales: signed with Acme)" in str(found.value)


def test_another_reason_is_told_by_another_plan(plan):
    acme = plan.scenario.request_by_id["acme"].model_copy(update={"because": "renewed"})
    assert carried(plan, plan.scenario.replacing(acme)) is None


def test_a_must_without_an_owner_is_doubtful_only_beside_one_that_has(file):
    assert not planner.read(file).warnings
    file.write_text(SCENARIO.replace("{id: maps, ", "{id: maps, commitment: must, "), encoding="utf-8")
    assert ["requests", "maps", "commitment"] in [list(fault.path) for fault in planner.read(file).warnings]


def test_a_variant_and_a_table_say_them(file, tmp_path):
    (tmp_path / "variant.yaml").write_text(
        "format: 1\nextends: scenario.yaml\nchanges: {requests: {acme: {owner: Legal}}}\n", encoding="utf-8"
    )
    assert planner.load(tmp_path / "variant.yaml").request_by_id["acme"].owner == "Legal"
    (tmp_path / "requests.csv").write_text("id,commitment,owner,because\na,must,007,2027\n", encoding="utf-8")
    file.write_text(SCENARIO.split("requests:")[0] + "requests: requests.csv\n", encoding="utf-8")
    (only,) = planner.load(file).requests
    assert (only.owner, only.because) == ("007", "2027")
