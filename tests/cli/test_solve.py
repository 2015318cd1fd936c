"""``gpu-planner solve``: its flags, exit codes, and what is written when."""

import json
import os
import subprocess

import pytest

import planner
from tests.cli.conftest import PROGRAM, environment, many, process, written


def test_a_solved_scenario_shows_its_plan_and_ends_with_0(cli, small):
    code, out, err = cli("solve", small)
    assert (code, err) == (0, "")
    assert out.startswith("Small\n90.0 of 100.0 points captured  ·  2 funded, 1 declined  ·  proved optimal\n")
    assert "cost 28,320 USD" in out and "GPUs 100 % used" in out


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "CSV"])
def test_the_plan_is_written_where_asked(cli, small, tmp_path, ending):
    code, _, err = cli("solve", small, "-o", tmp_path / f"plan.{ending}")
    assert (code, err) == (0, "")
    assert written(tmp_path) == [f"plan.{ending}", "small.yaml"]
    assert (tmp_path / f"plan.{ending}").stat().st_size > 500


def test_the_allocation_is_written_as_csv(cli, small, tmp_path):
    assert cli("solve", small, "--allocation", tmp_path / "a.csv")[0] == 0
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("request,option,pool,accelerator,period,gpus,gpu_hours")
    assert [line.split(",")[0] for line in lines[1:]] == ["best", "best", "next", "next"]


@pytest.mark.parametrize(("ending", "begins"), [("lp", "\\*"), ("mps", "*SENSE")])
def test_the_linear_program_is_written(cli, small, tmp_path, ending, begins):
    assert cli("solve", small, "--write-model", tmp_path / f"p.{ending}", "-q")[0] == 0
    assert (tmp_path / f"p.{ending}").read_text().startswith(begins)


def test_a_value_set_on_the_command_line_counts(cli, small):
    code, out, _ = cli("solve", small, "--set", "pools.p.gpus=15", "--set", "requests.next.commitment=out")
    assert code == 0 and "70.0 of 100.0 points" in out and "2 funded, 1 declined" in out


def test_quiet_prints_nothing(cli, small):
    assert cli("solve", small, "--quiet") == (0, "", "")


def test_json_is_the_whole_plan_and_nothing_else_is_printed(small, tmp_path):
    done = process("solve", small, "--json", "-o", tmp_path / "plan.json")
    assert (done.returncode, done.stderr) == (0, "")
    plan = json.loads(done.stdout)
    assert done.stdout == (tmp_path / "plan.json").read_text(encoding="utf-8")
    assert [(row["id"], row["decision"]) for row in plan["requests"]] == [
        ("best", "fund"), ("next", "fund"), ("last", "decline")]  # fmt: skip


def test_a_wider_gap_is_kept_to(cli, small):
    code, out, _ = cli("solve", small, "--gap", "0.5", "--json")
    assert code == 0 and json.loads(out)["certificate"]["gap"] <= 0.5


# -- what goes wrong ------------------------------------------------------------------------------------------------


def test_a_failed_expectation_ends_with_1_and_still_writes_the_plan(cli, small, tmp_path):
    small.write_text(small.read_text() + "expect: [{declines: best}, {measure: value, at_least: 95}, {funds: next}]\n")
    code, out, err = cli("solve", small, "-o", tmp_path / "plan.csv")
    assert code == 1
    assert err.splitlines() == [
        "expected Best of all to be declined, but the plan funds it",
        "expected value at least 95 points, but the plan has 90: off by 5",
    ]
    assert "90.0 of 100.0 points" in out and "plan.csv" in written(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("gpus: 6", "gpus: -6", "small.yaml:7: request best: demand.gpus must be"),
        ("team: red", "taem: red", "small.yaml:7: request best: taem: unknown key 'taem'; did you mean 'team'?"),
        ("accelerator: A,", "accelerator: B,", "small.yaml:5: pool p: accelerator: there is no accelerator 'B'"),
        ("requests:", "requests: [", "small.yaml:"),
    ],
)
def test_a_bad_file_ends_with_2_says_where_and_writes_nothing(cli, small, tmp_path, old, new, message):
    small.write_text(small.read_text().replace(old, new))
    code, out, err = cli("solve", small, "-o", tmp_path / "plan.csv", "--write-model", tmp_path / "p.lp")
    assert (code, out) == (2, "")
    assert f"{tmp_path}/{message}" in err and "Traceback" not in err
    assert written(tmp_path) == ["small.yaml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--time-limit", "-1"], "--time-limit"),
        (["--gap", "2"], "--gap"),
        (["--wrong"], "--wrong"),
        (["--set", "pools.p.gpu=3"], "gpu"),
        (["--set", "nonsense"], "nonsense"),
        (["-o", "{}/plan.pdf"], "a plan is written as .csv, .xlsx or .json, not .pdf"),
        (["-o", "{}/plan"], "not without an ending"),
        (["--allocation", "{}/a.xlsx"], "an allocation is written as .csv, not .xlsx"),
        (["--write-model", "{}/a.txt"], "written as .mps or .lp, not .txt"),
        (["-o", "{}/none/plan.csv"], "none does not exist; make it first"),
        (["-o", "{}/small.yaml/plan.csv"], "small.yaml is no folder"),
        (["-o", "{}/folder.csv"], "is a folder; name a file in it"),
        (["--solver", "no-such"], "is 'no-such', which PuLP does not know; installed here are "),
        (["--set", "solver.name=no-such"], "solver.name is 'no-such'"),
        (["-o", "{}/a.csv", "--allocation", "{}/a.csv"], "is named twice"),
    ],
)
def test_a_wrong_command_is_refused_before_anything_is_solved_or_written(cli, small, tmp_path, arguments, message):
    (tmp_path / "folder.csv").mkdir()
    model = ["--write-model", tmp_path / "p.lp"] if "--write-model" not in arguments else []
    code, out, err = cli("solve", small, *model, *(a.format(tmp_path) for a in arguments))
    assert (code, out) == (2, "")
    assert message in err and "Traceback" not in err
    assert written(tmp_path) == ["folder.csv", "small.yaml"]


def test_an_infeasible_scenario_ends_with_3_names_the_conflict_and_writes_nothing(cli, small, tmp_path):
    small.write_text(small.read_text() + "rules: [{name: Budget, measure: cost, at_most: 1000}]\n")
    code, out, err = cli("solve", small, "--set", "requests.best.commitment=must", "-o", tmp_path / "plan.csv")
    assert (code, out) == (3, "")
    assert "  - Best of all is committed\n  - Budget: the cost of everything is at most 1,000 USD\n" in err
    assert "  - Give up the commitment to Best of all.\n  - Raise Budget from 1,000 to 17,000 USD.\n" in err
    assert written(tmp_path) == ["small.yaml"]


def test_the_first_repair_is_printed_as_a_variant_that_solves(cli, small, tmp_path):
    small.write_text(
        small.read_text().replace("{id: best,", "{id: best, commitment: must,")
        + "rules: [{name: Budget, measure: cost, at_most: 1000}]\n"
    )
    _, _, err = cli("solve", small)
    (tmp_path / "repaired.yaml").write_text(err[err.index("format: 1") :])
    assert planner.load(tmp_path / "repaired.yaml").request_by_id["best"].commitment == "open"
    assert cli("solve", tmp_path / "repaired.yaml")[0] == 0


def test_a_limit_before_any_plan_ends_with_4_and_writes_nothing(cli, small, tmp_path):
    code, out, err = cli("solve", small, "--time-limit", "0", "-o", tmp_path / "plan.csv")
    assert (code, out) == (4, "")
    assert err.startswith("Stopped by the time limit before any plan was found.")
    assert written(tmp_path) == ["small.yaml"]


def test_a_fault_of_ours_ends_with_70_and_no_traceback(cli, small, monkeypatch):
    monkeypatch.setattr(planner, "solve", lambda *_, **__: 1 // 0, raising=False)
    code, out, err = cli("solve", small)
    assert (code, out) == (70, "")
    assert "a fault of its own (ZeroDivisionError" in err and "Traceback" not in err


def test_a_missing_scenario_is_named(cli, tmp_path):
    code, out, err = cli("solve", tmp_path / "none.yaml")
    assert (code, out) == (2, "") and str(tmp_path / "none.yaml") in err


def test_warnings_are_printed_and_do_no_harm_but_do_not_flood(cli, tmp_path):
    (tmp_path / "many.yaml").write_text(many(30).replace("{speed: 1}", "{}"))
    code, out, err = cli("solve", tmp_path / "many.yaml", "--json")
    assert code == 0 and len(json.loads(out)["requests"]) == 30
    assert len(err.splitlines()) == 11 and err.splitlines()[-1] == (
        "warning: … and 21 more; gpu-planner validate shows them all"
    )


def test_without_requests_there_is_a_plan_all_the_same(cli, small, tmp_path):
    small.write_text(small.read_text().partition("requests:")[0] + "requests: []\n")
    for ending in ("csv", "xlsx", "json"):
        code, out, err = cli("solve", small, "-o", tmp_path / f"plan.{ending}")
        assert (code, err) == (0, "")
    assert out == "Small\nNo requests: there is nothing to decide\nGPUs 0 % used  ·  cost 0 USD  ·  0 MWh\n"


def test_without_pools_what_needs_no_gpus_is_funded(cli, tmp_path):
    (tmp_path / "s.yaml").write_text("""\
format: 1
calendar: {start: 2027-01, periods: 2}
accelerators: {A: {speed: 1}}
requests:
  - {id: a, metrics: {m: 1}, demand: {gpus: 3}}
  - {id: b, metrics: {m: 1}}
""")
    code, out, _ = cli("solve", tmp_path / "s.yaml")
    assert code == 0
    assert "1 funded, 1 declined" in out and "no GPUs of your own" in out
    assert "no pool has an accelerator, memory and region that fit it" in out


def test_other_repairs_follow_as_comments(cli, small):
    small.write_text(
        small.read_text().replace("{id: best,", "{id: best, commitment: must,")
        + "rules: [{name: Budget, measure: cost, at_most: 1000}]\n"
    )
    _, _, err = cli("solve", small)
    assert (
        "\n# Or instead: Raise Budget from 1,000 to 17,000 USD.\n# changes:\n#   rules:\n#     Budget: {at_most: 17000}\n"
        in err
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_no_fault_of_ours(small):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*PROGRAM, "solve", str(small)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
            env=environment(),
        )
    assert (done.returncode, done.stderr) == (2, "Stopped: No space left on device.\n")


def test_a_terminal_without_our_signs_gets_the_rest(small):
    done = process("solve", small, PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and "Best of all" in done.stdout and "? fund" in done.stdout


def test_a_quick_plan_says_that_reasons_were_not_asked_for(cli, small, tmp_path):
    code, out, _ = cli("solve", small, "--quick")
    assert code == 0 and "proved optimal" in out and "(--quick)" in out
    assert not any(words in out for words in ("Why not", "What binds", "cut line", "free"))
    code, _, err = cli("solve", small, "--quick", "--chart", tmp_path / "plan.png")
    assert code == 2 and "choose another kind" in err
    assert cli("solve", small, "--quick", "--chart", tmp_path / "plan.png", "--chart-kind", "gantt")[0] == 0
