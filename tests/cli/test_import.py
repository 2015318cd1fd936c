"""``gpu-planner import`` says what it would change, does it, and loses nothing that was edited since."""

from __future__ import annotations

import io
import json
import sys

import pytest

import planner
from tests.importing import exports
from tests.importing.conftest import settings_of_their_own

__all__ = ["settings_of_their_own"]


@pytest.fixture
def backlog(tmp_path):
    file = tmp_path / "backlog.csv"
    file.write_text(exports.HAND, encoding="utf-8")
    return file


@pytest.fixture
def plan(tmp_path):
    return tmp_path / "plan.yaml"


def test_each_column_s_fate_is_printed_and_the_scenario_written(cli, backlog, plan):
    code, out, err = cli("import", backlog, "-o", plan)
    assert (code, err) == (0, "")
    assert "GPUs      96x H100         GPUs" in out
    assert "3 new" in out
    scenario = planner.load(plan)
    assert [each.id for each in scenario.requests] == ["search-answers", "support-bot", "code-model"]
    assert scenario.name == "Plan"


def test_a_dry_run_says_the_same_and_writes_nothing(cli, backlog, tmp_path):
    code, out, _ = cli("import", backlog, "--dry-run")
    assert code == 0 and "3 new" in out
    assert [each.name for each in tmp_path.iterdir()] == ["backlog.csv"]


def test_an_ambiguous_column_ends_with_2_and_what_to_say(cli, tmp_path, plan):
    file = tmp_path / "backlog.csv"
    file.write_text('Request,Revenue\nA,"1,234"\n', encoding="utf-8")
    code, _, err = cli("import", file, "-o", plan)
    assert code == 2 and "--decimal . or --decimal ," in err
    assert not plan.exists()
    assert cli("import", file, "-o", plan, "--decimal", ".")[0] == 0


def test_standard_input_is_read_as_a_file_is(cli, plan, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(exports.HAND.encode()), encoding="utf-8"))
    assert cli("import", "-", "-o", plan)[0] == 0
    assert len(planner.load(plan).requests) == 3


def test_json_has_every_column_and_change(cli, backlog, plan):
    code, out, _ = cli("import", backlog, "-o", plan, "--json")
    (part,) = json.loads(out)["parts"]
    assert code == 0 and plan.exists()
    assert [each["field"] for each in part["tables"][0]["columns"]] == ["name", "metrics.value", "demand.gpus"]
    assert part["added"] == ["search-answers", "support-bot", "code-model"]


@pytest.mark.parametrize("given", [[], ["--into", "none.yaml"], ["-o", "a.yaml", "--into", "b.yaml"]])
def test_without_one_scenario_to_write_it_says_what_to_name(cli, backlog, given):
    code, _, err = cli("import", backlog, *given)
    assert code == 2 and ("-o" in err)


def test_importing_again_changes_what_the_files_changed_and_keeps_what_was_edited_here(cli, backlog, plan):
    cli("import", backlog, "-o", plan)
    edited = (
        plan.read_text("utf-8").replace("gpus: 96", "gpus: 128").replace("name: Code model", "name: Our code model")
    )
    plan.write_text(edited.replace("name: Support bot", "name: Support bot\n    minimum: 1"), encoding="utf-8")
    newer = exports.HAND.replace("96x H100", "64x H100").replace("$2.5M", "$3.5M") + "Vision,$1M,8 L40S\n"
    backlog.write_text(newer, encoding="utf-8")
    code, out, _ = cli("import", backlog, "--into", plan)
    assert code == 0 and "1 new, 1 changed" in out
    assert "search-answers: demand is" in out
    here = planner.load(plan).request_by_id
    assert here["search-answers"].demand.gpus == 128
    assert here["code-model"].name == "Our code model"
    assert (here["support-bot"].metrics, here["support-bot"].minimum) == ({"value": 3.5e6}, 1)
    assert here["vision"].runs_on == ("L40S",)


def test_overwrite_takes_what_the_files_say(cli, backlog, plan):
    cli("import", backlog, "-o", plan)
    plan.write_text(plan.read_text("utf-8").replace("gpus: 96", "gpus: 128"), encoding="utf-8")
    backlog.write_text(exports.HAND.replace("96x H100", "64x H100"), encoding="utf-8")
    assert cli("import", backlog, "-o", plan, "--overwrite")[0] == 0
    assert planner.load(plan).request_by_id["search-answers"].demand.gpus == 64


def test_what_was_taken_out_here_stays_out_and_what_is_gone_there_stays_in(cli, backlog, plan):
    cli("import", backlog, "-o", plan)
    scenario = planner.load(plan)
    kept = [each for each in scenario.requests if each.id != "code-model"]
    planner.save(scenario.model_copy(update={"requests": tuple(kept)}), plan)
    backlog.write_text("\n".join(line for line in exports.HAND.splitlines() if "Support" not in line), encoding="utf-8")
    code, out, _ = cli("import", backlog, "--into", plan)
    assert code == 0
    assert "Taken out here since, and left out:\n  code-model" in out
    assert "Not in the files any more, and left as they are:\n  support-bot" in out
    assert [*planner.load(plan).request_by_id] == ["search-answers", "support-bot"]


def test_importing_the_same_again_changes_nothing(cli, backlog, plan):
    cli("import", backlog, "-o", plan)
    before = plan.read_bytes()
    code, out, _ = cli("import", backlog, "-o", plan)
    assert code == 0 and "nothing to change" in out
    assert plan.read_bytes() == before


def test_what_was_said_of_columns_is_remembered_for_files_of_that_kind(cli, backlog, plan, tmp_path):
    cli("import", backlog, "-o", plan, "--map", "Value=metric:margin")
    other = tmp_path / "later.csv"
    other.write_text("Request,Value,GPUs\nAnother,5,1 H100\n", encoding="utf-8")
    _, out, _ = cli("import", other, "--into", plan)
    assert "as you said before" in out
    assert planner.load(plan).request_by_id["another"].metrics == {"margin": 5}


def test_a_variant_stays_one(cli, backlog, tmp_path, small):
    variant = tmp_path / "variant.yaml"
    variant.write_text(f"format: 1\nextends: {small.name}\nname: With ideas\n", encoding="utf-8")
    assert cli("import", backlog, "--into", variant)[0] == 0
    assert "extends: small.yaml" in variant.read_text("utf-8")
    assert len(planner.load(variant).requests) == 6


HOSTILE = {
    "nothing": b"",
    "blank": b"\n\n\n",
    "headings alone": b"Request,Value\n",
    "zeros": b"Request\0,Value\n",
    "no workbook": b"PK\x03\x04 and no more",
    "a quote that never ends": b'Request,Value\n"A,1\n',
    "one column": b"Request\nA\n",
    "numbers alone": b"1,2,3\n4,5,6\n",
    "a formula": b"Request,Value\n=cmd|'/c calc'!A1,=1+1\n",
    "67 columns": ",".join(f"Column {k}" for k in range(67)).encode() + b"\nA" + b"," * 66 + b"\n",
    "latin 1": "Vorhaben,Wert\nPrüfung,1\n".encode("latin-1"),
    "a heading twice": b"Request,Value,Value\nA,1,2\n",
    "a huge number": b"Request,Value\nA,1e400\nB," + b"9" * 400 + b"\n",
    "a circle": b"Request,Value,Requires\nA,1,B\nB,1,A\n",
    "controls": "Request,Value\nA\x1b[31m,1\n‮B,2\n".encode(),
    "times": b"Request,Start date,Due date\nA,2027-02-01,2027-01-01\nB,,0000-00-00\nC,9999-12-31,\n",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_hostile_files_end_with_a_scenario_or_with_words(cli, tmp_path, plan, name, ending):
    file = tmp_path / f"backlog.{ending}"
    file.write_bytes(HOSTILE[name])
    code, out, err = cli("import", file, "-o", plan)
    assert code in (0, 2)
    assert "fault of its own" not in err and "Traceback" not in err
    assert "\x1b" not in out + err
    if code == 0:
        planner.load(plan)


def test_cards_that_nobody_knows_can_be_named_or_described(cli, tmp_path, plan):
    file = tmp_path / "backlog.csv"
    file.write_text("Request,Value,GPUs\nA,1,8xA100\nB,2,4 G9\n", encoding="utf-8")
    said = ["--accelerator", "A100=A100-80GB", "--accelerator", "G9={memory_gb: 64, speed: 0.5}"]
    assert cli("import", file, "-o", plan, *said)[0] == 0
    scenario = planner.load(plan)
    assert [each.runs_on for each in scenario.requests] == [("A100-80GB",), ("G9",)]
    assert scenario.accelerators["G9"].speed == 0.5


def test_a_backlog_and_a_cluster_come_in_together(cli, backlog, plan, tmp_path):
    nodes = tmp_path / "nodes.csv"
    nodes.write_text("hostname,gpu model,gpus,region\nn1,H100 SXM,8,us\nn2,A100 80GB,8,us\n", encoding="utf-8")
    code, out, _ = cli("import", backlog, nodes, "-o", plan)
    assert code == 0 and "no pools yet" not in out
    scenario = planner.load(plan)
    assert (len(scenario.requests), len(scenario.pools)) == (3, 2)
    assert planner.solve(scenario).requests["share"].max() > 0
