"""Shells complete commands, options, files and names; quickly, and without a word about what can't be read."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from planner.cli.app import COMMANDS, loaded
from planner.cli.completing import answer, candidates
from planner.cli.listed import COMPLETING
from planner.cli.signatures import parameters
from tests.cli.conftest import SMALL, environment


def words(*line):
    *before, begun = line
    return [word for word, _ in candidates([str(word) for word in before], begun)]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_read_of_a_signature_is_what_the_command_takes(command):
    known = {flag: each for each in parameters(command) for flag in each.flags}
    arguments = [each for each in parameters(command) if not each.flags]
    live = loaded(command)
    options = [each for each in live.params if each.param_type_name == "option" and each.name != "help"]
    assert {flag for each in options for flag in each.opts} == set(known)
    for each in options:
        for flag in each.opts:
            assert known[flag].takes_value is not each.is_flag and known[flag].repeated is each.multiple
    places = [each for each in live.params if each.param_type_name == "argument"]
    assert [(each.metavar, each.nargs == -1) for each in places] == [
        (each.metavar, each.repeated) for each in arguments
    ]


def test_commands_are_completed_and_then_their_options(small):
    assert words("so") == ["solve"] and words("ex") == ["explain"]
    assert set(COMMANDS) < set(words(""))
    assert "--allocation" in words("solve", small, "--a") and "--set" in words("solve", small, "--json", "--")
    assert "--json" not in words("solve", small, "--json", "--")


def test_names_of_the_scenario_are_completed_where_they_are_asked_for(small):
    assert words("explain", small, "") == ["best", "next", "last"]
    assert dict(candidates(["explain", str(small)], "b")) == {"best": "Best of all"}
    assert words("worth", small, "--pool", "") == ["p"]
    assert words("ask", small, "--team", "") == ["blue", "red"]
    assert words("ask", small, "--requires", "n") == ["next"]
    assert "--m" in words("ask", small, "--m")
    assert words("explain", small, "best", "") == []


def test_settings_are_completed_step_by_step(small):
    assert "requests." in words("solve", small, "--set", "re")
    assert words("solve", small, "--set", "requests.") == ["requests.best.", "requests.next.", "requests.last."]
    assert {"requests.best.minimum=", "requests.best.metrics.m=", "requests.best.demand.gpus="} <= set(
        words("solve", small, "--set", "requests.best.")
    )
    assert words("sweep", small, "--vary", "pools.p.gpus") == ["pools.p.gpus=", "pools.p.gpus_per_node="]


def test_each_setting_that_is_completed_to_its_end_is_one_of_a_field(small):
    import planner

    for path in words("solve", small, "--set", "pools.p."):
        if path.endswith((".cost_per_gpu_hour=", ".gpus=", ".availability=")):
            planner.load(small, [f"{path}1"])


def test_scenario_files_are_completed_and_what_they_extend_is_read(small, monkeypatch):
    small.with_name("variant.yaml").write_text(
        "format: 1\nextends: small.yaml\nchanges: {requests: {more: {name: One more}}}\n"
    )
    small.with_name("notes.txt").write_text("x")
    (small.parent / "folder").mkdir()
    monkeypatch.chdir(small.parent)
    assert words("solve", "") == ["folder/", "small.yaml", "variant.yaml"]
    assert words("compare", "small.yaml", "v") == ["variant.yaml"]
    assert words("explain", "variant.yaml", "m") == ["more"]
    assert words("solve", "small.yaml", "-o", "n") == ["notes.txt"]


@pytest.mark.parametrize(
    "text", ["", "a: [", "requests: 5\n", "requests: [{id: 7}, x, {id: [1]}]\n", "extends: none.yaml\n", "\0"]
)
def test_of_a_file_that_can_not_be_read_nothing_is_completed_and_nothing_said(tmp_path, capfd, text):
    file = tmp_path / "bad.yaml"
    file.write_text(text)
    for line in (("explain", file, ""), ("worth", file, "--pool", ""), ("solve", file, "--set", "requests.")):
        answer([*map(str, line)], str(len(line)))
        out, err = capfd.readouterr()
        assert out in ("", "7\n", "requests.7.\n") and err == ""


def test_the_program_completes_without_what_solves_or_draws(small):
    code = (
        "import sys; from planner.cli import main; main(); "
        "print(sorted({'numpy', 'pandas', 'highspy', 'matplotlib', 'typer', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "explain", str(small), ""],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
        env=environment(**{COMPLETING: "3"}),
    )
    assert done.stdout.splitlines() == ["best\tBest of all", "next", "last"]
    assert done.stderr.strip() == "[]"


def test_bash_completes_by_the_script_that_is_printed(cli, small, tmp_path):
    script = tmp_path / "completion.bash"
    script.write_text(cli("completion", "bash")[1])
    program = tmp_path / "gpu-planner"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from planner.cli import main; main()" "$@"\n')
    program.chmod(0o755)
    small.with_name("with space.yaml").write_text(SMALL)
    lines = {
        f"explain {small} ": ["best", "next", "last"],
        "expl": ["explain"],
        f"solve {small} --set rules": ["rules."],
        f"solve {tmp_path}/with": [f"{tmp_path}/with\\ space.yaml"],
    }
    for line, expected in lines.items():
        asked = line.split(" ")
        listed = " ".join(f"'{word}'" for word in ["gpu-planner", *asked])
        run = (
            f"compopt() {{ :; }}; source {script}; COMP_WORDS=({listed}); COMP_CWORD={len(asked)}; _gpu_planner; "
            'printf "%s\\n" "${COMPREPLY[@]}"'
        )
        done = subprocess.run(
            ["bash", "-c", run],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
            env=environment(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}"),
        )
        assert (done.stdout.split("\n")[:-1], done.stderr) == (expected, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script_that_asks_the_program(cli, shell):
    code, out, err = cli("completion", shell)
    assert (code, err) == (0, "") and COMPLETING in out


def test_a_shell_that_is_not_known_is_told(cli):
    code, out, err = cli("completion", "zhs")
    assert (code, out) == (2, "") and "did you mean 'zsh'?" in err
