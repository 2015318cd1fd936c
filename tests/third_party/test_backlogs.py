"""Backlogs that Jira exported for somebody else, through import; the counts are those of the files' rows by hand."""

from __future__ import annotations

import csv

import pytest

import planner
from tests.third_party.adapters import DATA, MISSING

PODS = 1000
"""Of 8,152 pods, how many are read: all of them are no different, and take long."""
BACKLOGS = DATA / "backlogs"
pytestmark = pytest.mark.skipif(not BACKLOGS.is_dir(), reason=MISSING)


def rows(name):
    with (BACKLOGS / name).open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file)]


def solved(scenario):
    """A plan in which each request that asks for nothing asks for one GPU of 64."""
    asked = {each.id: {"demand": {"gpus": 1}} for each in scenario.requests if each.demand is None}
    pools = {"h100": {"accelerator": "H100-SXM", "gpus": 64}}
    plan = planner.solve(planner.vary(scenario, {"pools": pools, "requests": asked}))
    assert plan.certificate.violations == ()
    return plan


def test_jira_cloud_s_export_of_67_columns_becomes_its_two_issues():
    found = planner.import_requests(BACKLOGS / "jira_cloud_export_redacted.csv")
    (columns,) = [source.mapping.columns for source in found.sources]
    assert len(columns) == len(rows("jira_cloud_export_redacted.csv")[0]) == 67
    assert {each.id: (each.name, each.product, each.metrics) for each in found.after.requests} == {
        "PT-2": ("SUMMARY2", "projeto-teste", {"priority": 3}),
        "PT-1": ("summary1", "projeto-teste", {"priority": 4}),
    }
    assert found.after.request_by_id["PT-2"].window == ("2024-01-09", "2024-01-10")
    assert "comentario" in found.after.request_by_id["PT-2"].notes
    assert [*solved(found.after).requests["decision"]] == ["fund", "fund"]


def test_each_of_352_issues_of_a_jira_project_is_one_request_with_all_of_its_text():
    found = planner.import_requests(BACKLOGS / "jirasoftware.csv", columns={"storypoint": "metric:points"})
    head, *written = rows("jirasoftware.csv")
    assert head == ["issuekey", "title", "description", "storypoint", "split_mark"]
    assert len(written) == len(found.after.requests) == 352
    assert not found.requests.unread
    for (key, _, description, points, split), request in zip(written, found.after.requests, strict=True):
        assert (request.id, request.metrics) == (key, {"points": float(points)})
        assert request.notes.endswith(f"split_mark: {split}")
        assert "".join(description.split())[:5000] in "".join(request.notes.split())
    plan = solved(found.after)
    best = sorted((float(row[3]) for row in written), reverse=True)[:64]
    assert plan.kpi("value_captured") == pytest.approx(100 * sum(best) / sum(float(row[3]) for row in written))


def test_pods_of_alibaba_s_cluster_are_requests_with_the_gpus_and_cards_that_they_ask_for(tmp_path):
    text = (DATA / "inventories" / "openb_pod_list_gpuspec33.csv").read_text(encoding="utf-8")
    some = text.splitlines()[: 1 + PODS]
    (tmp_path / "pods.csv").write_text("\n".join(some), encoding="utf-8")
    written = [*csv.DictReader(some)]
    found = planner.import_requests(
        tmp_path / "pods.csv",
        columns={"cpu_milli": "metric:cores", "memory_mib": "note", "gpu_milli": "note"},
        accelerators={"V100M16": "V100-16GB", "V100M32": "V100-32GB", "G2": "H100-SXM", "G3": "H200", "A10": "A10G"},
    )
    asked = {each.id: each.demand.gpus for each in found.after.requests if each.demand is not None}
    assert len(found.after.requests) == len(written) == PODS
    assert asked == {row["name"]: int(row["num_gpu"]) for row in written if row["num_gpu"] != "0"}
    named = [each for each in found.after.requests if each.runs_on]
    assert len(named) == sum(bool(row["gpu_spec"]) and row["num_gpu"] != "0" for row in written) > 100
