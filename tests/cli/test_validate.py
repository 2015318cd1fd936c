"""``validate`` for people, for programs, and for what shows faults beside code; ``schema --check`` says the same."""

from __future__ import annotations

import json

import pytest

import planner
from planner.errors import CODES
from tests.cli.conftest import ROOT, SMALL

WRONG = (
    SMALL.replace("gpus: 4}", "gpus: -4}")
    .replace("team: red", "tema: red")
    .replace("{id: last,", "{id: last, requires: [bset], window: [2028-01, 2028-02], regions: [moon],")
)


@pytest.fixture
def wrong(tmp_path):
    file = tmp_path / "wrong one.yaml"
    file.write_text(WRONG, encoding="utf-8")
    return file


def test_programs_are_told_where_what_and_what_to_do(cli, wrong):
    code, out, err = cli("validate", wrong, "--json")
    found = json.loads(out)
    assert (code, err, found["good"], found["files"]) == (2, "", False, [{"file": str(wrong), "good": False}])
    by_code = {fault["code"]: fault for fault in found["faults"]}
    assert by_code["value"] == {
        "file": str(wrong),
        "line": 8,
        "column": None,
        "path": ["requests", "next", "demand", "gpus"],
        "field": "request next: demand.gpus",
        "severity": "error",
        "code": "value",
        "message": "must be 0 or more, not -4",
        "wanted": "0 or more",
        "found": "-4",
        "advice": None,
    }
    assert (by_code["unknown-key"]["found"], by_code["unknown-key"]["advice"]) == ("tema", "did you mean 'team'?")
    assert by_code["unknown-name"]["path"][:2] == ["requests", "last"]


def test_what_is_doubtful_is_a_warning_and_no_error(cli, small):
    small.write_text(SMALL.replace("{id: last,", "{id: last, window: [2028-01, 2028-02], regions: [moon],"))
    found = json.loads(cli("validate", small, "--json")[1])
    assert found["good"] is True
    assert {(each["code"], each["severity"]) for each in found["faults"]} >= {
        ("outside-calendar", "warning"),
        ("unknown-name", "warning"),
    }
    levels = [each["level"] for each in json.loads(cli("validate", small, "--sarif")[1])["runs"][0]["results"]]
    assert levels == ["warning"] * len(found["faults"])


def test_each_line_for_people_is_a_fault_for_programs(cli, wrong, small):
    lines = cli("validate", wrong, small)[1].splitlines()
    faults = json.loads(cli("validate", wrong, small, "--json")[1])["faults"]
    assert len(faults) == sum(str(wrong) in line for line in lines)
    for fault, line in zip(faults, lines, strict=False):
        assert line.startswith(f"{fault['file']}:{fault['line']}: ") and fault["message"] in line
        assert line.endswith("(warning)") is (fault["severity"] == "warning")


def test_sarif_has_what_its_format_requires(cli, wrong, monkeypatch):
    monkeypatch.chdir(wrong.parent)
    code, out, _ = cli("validate", wrong.name, "--sarif")
    log = json.loads(out)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (code, log["version"], run["tool"]["driver"]["name"]) == (2, "2.1.0", "gpu-planner")
    assert [rule["id"] for rule in rules] == [*CODES] and all(rule["shortDescription"]["text"] for rule in rules)
    told = json.loads(cli("validate", wrong.name, "--json")[1])["faults"]
    assert len(run["results"]) == len(told) == 3
    for result, fault in zip(run["results"], told, strict=True):
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"] == fault["code"]
        assert result["level"] == fault["severity"] and fault["message"] in result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "wrong%20one.yaml"
        assert location["physicalLocation"]["region"]["startLine"] == fault["line"] >= 1


def test_a_good_file_is_good_in_every_form(cli, small):
    assert cli("validate", small, "--json")[0] == cli("validate", small, "--sarif")[0] == 0
    assert json.loads(cli("validate", small, "--json")[1])["good"] is True
    assert json.loads(cli("validate", small, "--sarif")[1])["runs"][0]["results"] == []
    assert cli("validate", small, "--json", "--sarif")[0] == 2


@pytest.mark.parametrize("text", [SMALL, WRONG, "a: [", "", "format: 1\n"])
def test_schema_check_says_what_validate_says(cli, tmp_path, text):
    file = tmp_path / "file.yaml"
    file.write_text(text)
    assert cli("schema", "--check", file) == cli("validate", file)


def test_schema_takes_files_only_to_check_them(cli, small):
    assert cli("schema", small)[0] == cli("schema", "--check")[0] == 2


def test_a_new_workspace_has_its_schema_beside_and_each_file_says_so(cli, tmp_path):
    cli("new", tmp_path / "plans")
    schema = json.loads((tmp_path / "plans" / "scenario.schema.json").read_text(encoding="utf-8"))
    assert schema["$id"].startswith("urn:")
    assert json.loads(cli("schema")[1]) == schema
    for name in ("baseline.yaml", "late-delivery.yaml"):
        file = tmp_path / "plans" / name
        line = file.read_text().splitlines()[0]
        assert line == "# yaml-language-server: $schema=scenario.schema.json"
        planner.save(planner.load(file, ["pools.h100.cost_per_gpu_hour=3"]), file)
        assert file.read_text().splitlines()[0] == line, "and keeps saying so when it is saved"
        assert planner.load(file).pool_by_id["h100"].cost_per_gpu_hour == 3


@pytest.mark.parametrize(
    "train", ["{parameters: 1e300, tokens: 1e300}", "{parameters: 7e9, tokens: 1e12, utilisation: 1e-320}"]
)
def test_work_beyond_every_number_is_an_error_and_no_fault_of_ours(cli, small, train):
    small.write_text(
        SMALL.replace(
            "accelerators: {A: {speed: 1, watts: 500}}", "accelerators: {A: {speed: 1, peak_tflops: 900}}"
        ).replace("demand: {gpus: 4}", f"demand: {{train: {train}}}, runs_on: {{A: 1}}")
    )
    code, out, err = cli("validate", small)
    assert (code, err) == (2, "") and "request next: demand.train comes to more than 1e+15 GPU-hours" in out


def test_every_code_is_documented():
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    for code, meaning in CODES.items():
        assert f"| `{code}` | {meaning[0].lower()}{meaning[1:].rstrip('.')} |" in text
