"""``-`` in place of a file: a scenario comes by standard input, and a plan goes to standard output."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

import planner
from tests.cli.conftest import SMALL

VARIANT = "format: 1\nextends: small.yaml\nname: Fewer\nchanges: {pools: {p: {gpus: 4}}}\n"


@pytest.fixture
def piped(monkeypatch, small):
    """Say something by standard input, in the folder of the small scenario."""

    def say(text):
        monkeypatch.chdir(small.parent)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))

    return say


@pytest.mark.parametrize("command", [("solve", "--json"), ("explain", "last"), ("weights", "--json")])
def test_a_piped_scenario_says_what_the_file_says(cli, small, piped, command):
    name, *rest = command
    of_file = cli(name, small, *rest)
    piped(SMALL)
    of_pipe = cli(name, "-", *rest)
    assert of_pipe == of_file and of_file[0] == 0


def test_a_piped_variant_extends_a_file_of_the_current_folder(cli, piped):
    piped(VARIANT)
    plan = json.loads(cli("solve", "-", "--json")[1])
    assert plan["scenario"] == "Fewer"
    assert max(row["usable_gpus"] for row in plan["pools"]) == 4


def test_faults_of_a_piped_scenario_have_its_lines(cli, piped):
    piped(SMALL.replace("gpus: 4", "gpuz: 4"))
    code, out, err = cli("validate", "-")
    assert code == 2
    assert "<stdin>:8: request next: demand.gpuz: unknown key 'gpuz'" in out + err


def test_nothing_by_standard_input_is_a_fault_and_no_traceback(cli, piped):
    piped("\n")
    assert cli("solve", "-")[::2] == (2, "<stdin>: is empty\n")


def test_two_scenarios_of_which_one_is_piped_are_compared(cli, piped):
    piped(VARIANT)
    code, out, _ = cli("compare", "small.yaml", "-", "--quick", "--json")
    assert code == 0 and json.loads(out)["scenarios"] == ["Small", "Fewer"]


def test_a_repair_of_what_is_piped_is_told_and_not_written(cli, piped):
    impossible = SMALL + "rules: [{name: Promised, measure: gpu_hours, of: {team: red}, at_least: 1e6}]\n"
    piped(impossible.replace("gpus: 6}, minimum: 1", "gpus: 60}, minimum: 1, commitment: must"))
    assert "extends" not in cli("solve", "-")[2]
    code, _, err = cli("repair", "-", "-o", "mended.yaml")
    assert code == 2 and "save what comes by standard input" in err


def test_a_plan_is_printed_as_the_csv_that_is_written(cli, small):
    cli("solve", small, "-o", small.with_name("plan.csv"), "--quiet")
    code, out, _ = cli("solve", small, "-o", "-")
    assert code == 0
    assert out.encode() == small.with_name("plan.csv").read_bytes()
    assert [row["id"] for row in csv.DictReader(io.StringIO(out))] == ["best", "next", "last"]
    assert cli("solve", small, "-o", "-", "--json")[0] == 2


def test_python_reads_standard_input_too(piped):
    piped(SMALL)
    assert planner.load("-").name == "Small"
