"""Backlogs that Jira exported for somebody else, through import; the counts are those of the files' rows by hand."""

from __future__ import annotations

import csv

import pytest

import planner
from tests.third_party.adapters import DATA, MISSING

BACKLOGS = DATA / "backlogs"
pytestmark = pytest.mark.skipif(not BACKLOGS.is_dir(), reason=MISSING)


def rows(name):
    with (BACKLOGS / name).open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file)]


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
