"""What surrounds a command may fail it: streams that know no Unicode, full disks, files that others extend."""

import json
import os
import subprocess

import pytest
import yaml

import planner
from planner.cli.table import index_words
from tests.cli.conftest import PROGRAM, SMALL, environment, process, written

FULL = "/dev/full"
"""A device on Linux that any write fails on."""


@pytest.fixture
def japanese(small):
    small.write_text(SMALL.replace("Best of all", "検索の回答"), encoding="utf-8")
    return small


def test_a_stream_that_lacks_our_signs_is_given_the_rest(japanese):
    done = process("solve", japanese, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "? fund" in done.stdout and "90.0 of 100.0 points" in done.stdout and done.stdout.isascii()


def test_json_is_utf8_whatever_the_stream(japanese):
    done = process("solve", japanese, "--json", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["requests"][0]["name"] == "検索の回答"
    assert json.loads(process("schema", PYTHONIOENCODING="ascii").stdout) == json.loads(process("schema").stdout)


@pytest.mark.skipif(not os.path.exists(FULL), reason="no such device")
@pytest.mark.parametrize("arguments", [["solve", "{}"], ["solve", "{}", "--json"], ["schema"], ["validate", "{}"]])
def test_a_full_disk_is_told_and_is_no_fault_of_ours(small, arguments):
    with open(FULL, "w") as full:
        done = subprocess.run(
            [*PROGRAM, *(a.format(small) for a in arguments)],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=100, check=False, env=environment(),
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "Stopped: No space left on device.\n")


# -- repairs as variants --------------------------------------------------------------------------------------------


def variants(err):
    """The variant that an infeasible scenario ends with, and one for each repair in its comments."""
    active, *others = err[err.index("format: 1") :].split("# Or instead: ")
    head = active.partition("changes:")[0]
    comments = ["\n".join(line.removeprefix("# ") for line in other.splitlines()[1:]) for other in others]
    return [active, *(head + comment for comment in comments)]


def test_every_repair_is_printed_as_a_variant_that_solves(cli, small, tmp_path):
    small.write_text(
        SMALL.replace("{id: best, name: Best of all", '{id: best, commitment: must, name: "Best\\nof all"')
        + "rules: [{name: Budget, measure: cost, at_most: 1000}]\n"
    )
    code, _, err = cli("solve", small)
    found = variants(err)
    assert code == 3 and len(found) == err.count("\n  - ") - 2 >= 2  # two members in conflict, then the repairs
    assert len({str(yaml.safe_load(text)["changes"]) for text in found}) == len(found)
    for k, text in enumerate(found):
        (tmp_path / f"repaired-{k}.yaml").write_text(text)
        assert cli("solve", tmp_path / f"repaired-{k}.yaml", "-q") == (0, "", "")


# -- validate -------------------------------------------------------------------------------------------------------


def test_the_errors_of_a_scenario_are_told_once_and_not_again_for_each_variant(cli, small, tmp_path):
    small.write_text(SMALL.replace("gpus: 6", "gpus: -6"))
    for name in ("a", "z"):
        (tmp_path / f"{name}.yaml").write_text(f"format: 1\nextends: small.yaml\nname: {name}\n")
    code, out, _ = cli("validate", tmp_path)
    assert code == 2 and out.count("demand.gpus must be") == 1
    others = [f"{tmp_path}/{name}: not good: its errors are those told above" for name in ("small.yaml", "z.yaml")]
    assert out.splitlines()[1:] == others


def test_a_variant_tells_its_own_errors_besides(cli, small, tmp_path):
    small.write_text(SMALL.replace("gpus: 6", "gpus: -6"))
    (tmp_path / "z.yaml").write_text(
        "format: 1\nextends: small.yaml\nchanges: {requests: {next: {demand: {gpus: -4}}}}\n"
    )
    code, out, _ = cli("validate", tmp_path)
    assert code == 2 and len(out.splitlines()) == 2
    assert "small.yaml:7: request best" in out and "z.yaml:3: request next" in out
    assert written(tmp_path) == ["small.yaml", "z.yaml"]


def test_the_warnings_of_a_scenario_are_told_once(cli, small, tmp_path):
    small.write_text(SMALL.replace("{speed: 1, watts: 500}", "{}"))
    (tmp_path / "z.yaml").write_text("format: 1\nextends: small.yaml\n")
    code, out, _ = cli("validate", tmp_path)
    warnings = [line for line in out.splitlines() if line.endswith("(warning)")]
    assert code == 0 and len(warnings) == len(set(warnings)) > 0 and out.count(": good: ") == 2


# -- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("index", "words"), [(0.186, "0.19"), (2.849, "2.85"), (0.996, "0.99"), (99.999, "> 99")])
def test_an_index_is_rounded_as_its_reason_is_but_never_up_to_the_cut_line(index, words):
    assert index_words(index) == words


# -- first steps ----------------------------------------------------------------------------------------------------


def test_a_new_workspace_shows_what_a_plan_can_tell(cli, tmp_path):
    cli("new", tmp_path / "w")
    _, out, _ = cli("solve", tmp_path / "w" / "baseline.yaml")
    for words in ("● fund", "◐ trim", "○ decline", "(distilled)", "── cut line", "Budget reaches its limit"):
        assert words in out


def test_every_name_of_the_python_api_is_there():
    assert {name: getattr(planner, name).__name__ for name in planner.__all__} == {n: n for n in planner.__all__}
    assert set(planner.__all__) == set(dir(planner))


def test_a_misspelt_name_of_the_python_api_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'planner' has no attribute 'slove'"):
        planner.slove  # noqa: B018
