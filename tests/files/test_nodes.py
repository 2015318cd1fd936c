"""A pool that is written in nodes: what it comes to, and that it is kept as it is written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planner
from planner.domain.digest import digest
from planner.errors import InputError
from planner.files import dump, parse, vary
from planner.files.reading import adjust
from planner.files.writing import dump_variant
from planner.files.yaml_tree import read_yaml
from tests.files.fuzzing import VALUES

CALENDAR = {"start": "2027-01", "periods": 3, "unit": "month"}
NODES = {"id": "p", "accelerator": "H100-SXM", "nodes": 32, "gpus_per_node": 8, "cost_per_node_hour": 20}
GPUS = {"id": "p", "accelerator": "H100-SXM", "gpus": 256, "cost_per_gpu_hour": 2.5}
ASKING = {"id": "r", "metrics": {"revenue": 1}, "demand": {"gpus": 200}, "runs_on": {"H100-SXM": 1}}


def scenario(pool: dict, **request: object) -> planner.Scenario:
    return parse({"format": 1, "calendar": CALENDAR, "pools": [pool], "requests": [ASKING | request]})


def refused(pool: dict) -> str:
    with pytest.raises(InputError) as caught:
        scenario(pool)
    return str(caught.value)


@pytest.mark.parametrize(
    ("nodes", "gpus"),
    [(32, 256), ([1, 2, 3], (8, 16, 24)), ({"2027-01": 1, "2027-03": 4}, {"2027-01": 8, "2027-03": 32})],
)
def test_nodes_may_change_over_time_as_gpus_do(nodes, gpus):
    assert scenario(NODES | {"nodes": nodes}).pools[0].gpus == gpus


def test_a_plan_of_nodes_is_the_plan_of_their_gpus():
    one, other = planner.solve(scenario(NODES)), planner.solve(scenario(GPUS))
    assert one.kpi("cost") == pytest.approx(other.kpi("cost")) and one.kpi("cost") > 0
    assert one.kpi("gpu_hours_usable") == other.kpi("gpu_hours_usable")
    assert one.certificate.violations == ()


def test_what_is_written_in_nodes_stays_so():
    text = dump(scenario(NODES))
    assert "nodes: 32" in text and "cost_per_node_hour: 20" in text
    assert "gpus:" not in text.split("requests")[0] and "cost_per_gpu_hour" not in text
    assert dump(scenario(GPUS | {"gpus": 0})).count("gpus: 0") == 1
    one = scenario(NODES)
    assert digest(one) == digest(scenario(one.pools[0].model_dump()))


@pytest.mark.parametrize(
    ("pool", "message"),
    [
        (GPUS | NODES | {"cost_per_node_hour": None}, "exactly one of gpus and nodes, not gpus and nodes"),
        ({"id": "p", "accelerator": "H100-SXM"}, "exactly one of gpus and nodes, not none of them"),
        (NODES | {"gpus_per_node": None}, "gpus_per_node beside nodes"),
        (GPUS | {"cost_per_node_hour": 3}, "one of cost_per_gpu_hour and cost_per_node_hour"),
        (NODES | {"gpus_per_node": 0}, "pool p: gpus_per_node must be above 0, not 0"),
        (NODES | {"nodes": "many"}, "pool p: nodes must be a number, a list"),
        (NODES | {"nodes": [1, 2]}, "pool p: nodes"),
    ],
)
def test_nodes_that_make_no_sense_are_refused_by_their_name(pool, message):
    assert message in refused({key: value for key, value in pool.items() if value is not None})


def test_a_variant_and_a_setting_may_count_otherwise():
    base = scenario(NODES)
    more = vary(base, {"pools": {"p": {"gpus": 300}}})
    assert (more.pools[0].gpus, more.pools[0].nodes, more.pools[0].gpus_per_node) == (300, None, 8)
    assert adjust(base, ["pools.p.gpus=128"]).pools[0].nodes is None
    assert adjust(scenario(GPUS | {"gpus_per_node": 8}), ["pools.p.nodes=4"]).pools[0].gpus == 32
    assert vary(base, {"pools": {"p": {"cost_per_gpu_hour": 1}}}).pools[0].cost_per_node_hour is None


@pytest.mark.parametrize("pools", [(NODES, GPUS), (GPUS, NODES)])
def test_a_variant_between_gpus_and_nodes_is_read_as_it_was_written(tmp_path, pools):
    parent, child = map(scenario, pools)
    planner.save(parent, tmp_path / "parent.yaml")
    (tmp_path / "child.yaml").write_text(dump_variant(parent, child, "parent.yaml"))
    assert digest(planner.load(tmp_path / "child.yaml")) == digest(child)


def test_a_copy_with_other_gpus_or_nodes_is_of_one_mind():
    pool = scenario(NODES).pools[0]
    assert pool.model_copy(update={"gpus": 8}).nodes is None
    assert pool.model_copy(update={"nodes": 2}).gpus == 16
    assert pool.model_copy(update={"name": "x"}).nodes == 32


def test_a_table_may_count_in_nodes(tmp_path):
    (tmp_path / "p.csv").write_text("id,accelerator,nodes.2027-01,nodes.2027-03,gpus_per_node\np,H100-SXM,2,3,8\n")
    (tmp_path / "s.yaml").write_text("format: 1\ncalendar: {start: 2027-01, periods: 3, unit: month}\npools: p.csv\n")
    assert planner.load(tmp_path / "s.yaml").pools[0].gpus == {"2027-01": 16, "2027-03": 24}


def test_memory_of_a_node_counts_together_for_what_shards():
    wanted = {"memory_gb": 300}
    assert not scenario(NODES, **wanted).ways["r"][0].speeds
    assert scenario(NODES, **wanted, shards=True).ways["r"][0].speeds == {"p": 1}
    assert not scenario(GPUS, **wanted, shards=True).ways["r"][0].speeds
    assert not scenario(NODES, memory_gb=641, shards=True).ways["r"][0].speeds
    way = {"id": "small", "demand": {"gpus": 1}, "shards": False}
    assert not scenario(NODES, **wanted, shards=True, demand=None, options=[way]).ways["r"][0].speeds


def test_what_lacks_the_memory_is_told_of_nodes(tmp_path):
    said = "\n".join(map(str, _warnings(tmp_path, GPUS, memory_gb=300, shards=True)))
    assert "say how many GPUs a node has, as gpus_per_node of p" in said
    assert "write shards: true" in "\n".join(map(str, _warnings(tmp_path, NODES, memory_gb=300)))


def _warnings(folder, pool: dict, **request: object) -> tuple:
    planner.save(scenario(pool, **request), folder / "s.yaml")
    return planner.read(folder / "s.yaml").warnings


ODD = st.one_of(
    VALUES, st.sampled_from([8, 32, 0.5, [1, 2, 3], {"2027-01": 4, "2027-03": 2}, {"x": 1}, [1, "a"], True, 1e15])
)


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(
    st.fixed_dictionaries(
        {"id": st.just("p"), "accelerator": st.just("H100-SXM")},
        optional=dict.fromkeys(("gpus", "nodes", "gpus_per_node", "cost_per_gpu_hour", "cost_per_node_hour"), ODD),
    )
)
def test_any_pool_is_read_and_kept_or_refused_in_words(pool):
    try:
        found = parse({"format": 1, "calendar": CALENDAR, "pools": [pool]})
    except InputError as error:
        assert error.faults and all(map(str, error.faults))
        return
    again = parse(read_yaml(dump(found)))
    assert again.pools == found.pools and digest(again) == digest(found)
