"""Every column is described by the types, and the page that lists them says what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from planner.files.columns import NOUNS, _names, column_of
from planner.files.inputs.dictionary import OWN_NAMES, TITLES, documented
from planner.files.inputs.page import columns_page
from planner.files.places import Place

PAGE = Path(__file__).parents[3] / "docs" / "tables.md"
ALL = [each for table in TITLES for each in documented(table)]


def test_the_page_says_what_the_types_say():
    assert PAGE.read_text("utf-8") == columns_page(), "gpu-planner tables --columns > docs/tables.md"


@pytest.mark.parametrize("table", NOUNS)
def test_every_column_that_a_table_may_have_is_listed_once(table):
    names = [each.name for each in documented(table)]
    own = {name: f"{name}.{end}" for name, end in OWN_NAMES.items()}
    wanted = {own.get(name, name) for name in _names(table)} - {"window"} | {"as_yaml"}
    assert len(set(names)) == len(names)
    assert {*names} - {"runs_on"} == wanted - {"runs_on"}


@pytest.mark.parametrize("each", ALL, ids=lambda each: f"{each.table}:{each.name}")
def test_every_column_has_a_meaning_an_example_and_what_can_stand_in_it(each):
    assert each.meaning and each.cell and each.example
    column = column_of(each.table, 0, each.name)
    assert column.known
    column.meaning(each.example, Place())  # brackets close


BESIDE = {
    "nodes": {"gpus_per_node": "8"},
    "cost_per_node_hour": {"nodes": "2", "gpus_per_node": "8"},
    "on_demand.gpus": {"on_demand.cost_per_gpu_hour": "2"},
    "on_demand.cost_per_gpu_hour": {"on_demand.gpus": "2"},
    "window.from": {"window.to": "2027-06"},
    "window.to": {"window.from": "2027-01"},
    "demand.train.parameters": {"demand.train.tokens": "1e12"},
    "demand.train.tokens": {"demand.train.parameters": "1e9"},
    "demand.train.utilisation": {"demand.train.tokens": "1e12", "demand.train.parameters": "1e9"},
    "demand.max_gpus": {"demand.gpus": "1"},
}
SERVE = {"users": "1", "queries_per_user_day": "1", "tokens_per_query": "1", "tokens_per_second_per_gpu": "1"}
REFERRING = ("requires", "conflicts", "reference", "people.ROLE", "regions")
"""Columns that name what this small scenario does not have."""
KNOWN = """\
format: 1
calendar: {start: 2027-01, periods: 6}
"""


@pytest.mark.parametrize("each", ALL, ids=lambda each: f"{each.table}:{each.name}")
def test_every_example_can_be_read(tmp_path, each):
    """In a table that has its column and no more than that needs."""
    key = {"people": "role", "rules": "name"}.get(each.table, "id")
    devices = {} if "node" in each.name and each.name != "gpus_per_node" else {"gpus": "8"}
    least = {
        "pools": {"accelerator": "H100-SXM"} | devices,
        "people": {"fte": "1"},
        "rules": {"measure": "cost", "at_most": "1"},
    }
    cells = {key: "x", **least.get(each.table, {}), **BESIDE.get(each.name, {})}
    if ".serve." in each.name:
        cells |= {f"demand.serve.{name}": figure for name, figure in SERVE.items()}
    name = (
        each.name.replace("METRIC", "revenue")
        .replace("ATTRIBUTE", "legal")
        .replace("ROLE", "ml-engineer")
        .replace("ACCELERATOR", "A100-80GB")
    )
    cells[name] = each.example
    rows = [cells]
    if each.table == "requests" and name in ("option", "value", "max_gpus"):
        rows = [{key: "x", "option": ""}, {"option": "full", **cells}]
    heads = [*dict.fromkeys(head for row in rows[::-1] for head in row)]
    lines = [heads, *([row.get(head, "") for head in heads] for row in rows)]
    (tmp_path / "t.csv").write_text("\n".join("\t".join(line) for line in lines), encoding="utf-8")
    (tmp_path / "s.yaml").write_text(f"{KNOWN}{each.table}: t.csv\n", encoding="utf-8")
    try:
        planner.load(tmp_path / "s.yaml")
    except planner.InputError as error:
        assert each.name in REFERRING or each.name.startswith("of."), str(error)
        assert not any(fault.column == name and "must be" in fault.message for fault in error.faults), str(error)
