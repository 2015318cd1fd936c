"""Variants: changes by id, in chains, with faults at the line that they come from."""

from pathlib import Path

import pytest

from planner.errors import InputError
from planner.files import dump_variant, load
from planner.files import vary as changed

COMPLETE = Path(__file__).parent / "complete.yaml"


@pytest.fixture
def vary(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(COMPLETE.read_text(encoding="utf-8"), encoding="utf-8")

    def write(changes, name="v.yaml", extends="base.yaml"):
        Path(name).write_text(f"format: 1\nextends: {extends}\nchanges:\n{changes}", encoding="utf-8")
        return name

    return write


def refused(path):
    with pytest.raises(InputError) as caught:
        load(path)
    return str(caught.value)


def test_changes_are_merged_by_id_and_null_removes(vary):
    s = load(vary("  requests: {support-bot: {commitment: out}, code-model: null, new: {name: New}}\n"
                  "  rules: {Budget: {at_most: 5}, Carbon: null}\n  people: {ml-engineer: {fte: 3}}\n"))  # fmt: skip
    assert [r.id for r in s.requests][-2:] == ["support-bot", "new"]
    assert s.request_by_id["support-bot"].commitment == "out" and s.request_by_id["support-bot"].kind == "training"
    assert s.rules[0].at_most == 5 and s.rules[0].measure == "cost" and len(s.rules) == 5
    assert s.people[0].fte == 3


def test_series_and_runs_on_are_replaced_whole_and_metrics_merged(vary):
    s = load(vary("  pools: {h100-us: {gpus: {2027-02: 7}}}\n"
                  "  requests: {search-answers: {runs_on: {A100-80GB: 1}, metrics: {revenue: 1}}}\n"))  # fmt: skip
    assert s.pools[0].gpus == {"2027-02": 7}
    assert s.requests[0].runs_on == {"A100-80GB": 1}
    assert s.requests[0].metrics == {"revenue": 1, "daily_active_users": 900_000}


def test_a_demand_of_another_kind_takes_the_place_of_the_old(vary):
    demand = load(vary("  requests: {search-answers: {demand: {gpu_hours: 5}}}\n")).requests[0].demand
    assert demand is not None and demand.gpus is None and demand.gpu_hours == 5 and demand.max_gpus == 128


def test_options_can_be_changed_by_id(vary):
    s = load(vary("  requests: {support-bot: {options: {full: null, distilled: {cost: 1}}}}\n"))
    assert [(o.id, o.cost, o.value) for o in s.request_by_id["support-bot"].options] == [("distilled", 1, 0.85)]


def test_variants_of_variants_apply_in_order(vary):
    vary("  rules: {Budget: {at_most: 5}}\n", "a.yaml")
    vary("  rules: {Budget: {at_most: 6}}\n", "b.yaml", "a.yaml")
    assert load("b.yaml").rules[0].at_most == 6


def test_a_circle_of_variants_names_its_files(vary):
    vary("  {}\n", "a.yaml", "b.yaml")
    vary("  {}\n", "b.yaml", "a.yaml")
    assert refused("a.yaml") == "b.yaml:2: extends goes round in a circle: a.yaml extends b.yaml extends a.yaml"


def test_a_file_that_is_not_there_is_named_where_it_is_extended(vary):
    assert refused(vary("  {}\n", extends="gone.yaml")) == "v.yaml:2: extends: gone.yaml is not there"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            "  requests: {suport-bot: {commitment: out}}\n",
            "no request 'suport-bot' to change; did you mean 'support-bot'?",
        ),
        ("  pools: {h100-u: {gpus: 5}}\n", "v.yaml:4: pool h100-u: there is no pool 'h100-u' to change; did you mean"),
        ("  pools: {h100-u: null}\n", "there is no pool 'h100-u' to remove; did you mean 'h100-us'?"),
        ("  requests: {code-model: {latest_start: null}}\n", "there is no 'latest_start' to remove"),
        (
            "  requests: {code-model: {demand: {gpu_hours: -5}}}\n",
            "v.yaml:4: request code-model: demand.gpu_hours must be",
        ),
        ("  requests: {code-model: {metrics: {rev: 14,000}}}\n", "14000 or 14_000"),
        ("  requests: [5]\n", "requests must be a mapping from id to what changes"),
        ("  pols: {}\n", "unknown key 'pols'; did you mean 'pools'?"),
        ("  {}\nrules: []\n", "a variant has no key 'rules'"),
    ],
)
def test_a_change_that_changes_nothing_known_is_an_error(vary, changes, said):
    assert said in refused(vary(changes))


def test_a_fault_of_the_base_is_told_at_the_base(vary):
    text = Path("base.yaml").read_text(encoding="utf-8").replace("minimum: 0.5", "minimum: 5")
    Path("base.yaml").write_text(text, encoding="utf-8")
    line = text.splitlines().index("    minimum: 5") + 1
    assert refused(vary("  {}\n")).startswith(f"base.yaml:{line}: request search-answers: minimum must be from 0 to 1")


def test_a_dumped_variant_loads_as_the_child_and_says_no_more_than_differs(vary):
    parent = load("base.yaml")
    child = load(vary(
        "  requests: {support-bot: {commitment: out, options: {full: null}}, code-model: null, new: {id: new},\n"
        "    search-answers: {minimum: null, demand: {gpus: null, gpu_hours: 9}, runs_on: {H100-SXM: 2}}}\n"
        "  pools: {h100-us: {gpus: 5, on_demand: null}}\n  objective: fair\n  solver: {gap: 0.5, time_limit: null}\n"
        "  rules: {Budget: {at_least: 1}, New: {measure: cost, at_most: 1}}\n  accelerators: {custom-npu: null}\n"
        "name: Child\nexpect: []\n"
    ))  # fmt: skip
    text = dump_variant(parent, child, "base.yaml")
    Path("again.yaml").write_text(text, encoding="utf-8")
    assert load("again.yaml") == child
    assert "embedding-refresh" not in text and "eu-west" not in text


def test_equal_scenarios_differ_by_nothing(vary):
    parent = load("base.yaml")
    assert dump_variant(parent, parent, "base.yaml") == "format: 1\nextends: base.yaml\n"


def test_changes_made_in_python_merge_as_those_of_a_file():
    scenario = load(COMPLETE)
    asked = {"requests": {"support-bot": {"options": {"distilled": {"cost": 1.0}}}}}
    bot = changed(scenario, asked).request_by_id["support-bot"]
    before = scenario.request_by_id["support-bot"]
    assert [option.id for option in bot.options] == [option.id for option in before.options]
    assert bot.options[1] == before.options[1].model_copy(update={"cost": 1.0})
    assert bot.options[0] == before.options[0]


def test_no_row_of_a_table_of_changes_is_lost(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text("format: 1\ncalendar: {start: 2027-01, periods: 1}\n", encoding="utf-8")
    Path("v.yaml").write_text("format: 1\nextends: base.yaml\nchanges: {requests: r.csv}\n", encoding="utf-8")
    Path("r.csv").write_text("id,name,team\na,A,x\na,B,y\n,C,z\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load("v.yaml")
    assert [str(fault) for fault in caught.value.faults] == [
        "r.csv:3: requests: the id 'a' is given twice, in rows 2 and 3",
        "r.csv:4: requests: 'id' is missing",
    ]
