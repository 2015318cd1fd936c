"""``validate``, ``new``, ``schema``, and what all commands share."""

import json
import subprocess
import sys
from pkgutil import iter_modules

import jsonschema
import pytest
import yaml

import planner
from planner.cli import commands
from planner.cli.app import COMMANDS
from tests.cli.conftest import SMALL, environment, process, written

HEAVY = ("PySide6", "matplotlib", "pandas", "pulp", "highspy", "numpy", "openpyxl")


# -- validate -------------------------------------------------------------------------------------------------------


def test_a_good_file_is_said_to_be_good(cli, small):
    assert cli("validate", small) == (0, f"{small}: good: 3 requests, 1 pool, 2 months\n", "")


def test_every_error_of_every_file_is_shown_at_once(cli, tmp_path):
    (tmp_path / "a.yaml").write_text(SMALL.replace("gpus: 6", "gpus: -6").replace("gpus: 4", "gpsu: 4"))
    (tmp_path / "b.yaml").write_text(SMALL)
    (tmp_path / "c.yml").write_text("format: 2\n")
    (tmp_path / "notes.txt").write_text("no scenario")
    code, out, _ = cli("validate", tmp_path)
    assert code == 2
    first = [line for line in out.splitlines() if line.startswith(f"{tmp_path}/a.yaml")]
    assert len(first) == 2 and ":7: " in first[0] and ":8: " in first[1]
    assert f"{tmp_path}/b.yaml: good" in out and f"{tmp_path}/c.yml:1: " in out and "notes.txt" not in out


def test_warnings_are_shown_and_are_no_error(cli, small):
    small.write_text(SMALL.replace("{speed: 1, watts: 500}", "{}"))
    code, out, _ = cli("validate", small)
    assert code == 0 and f"{small}:4: accelerator A has no speed" in out and "(warning)" in out


@pytest.mark.parametrize("name", ["none.yaml", "folder"])
def test_what_can_not_be_validated_is_named(cli, tmp_path, name):
    (tmp_path / "folder").mkdir()
    code, out, err = cli("validate", tmp_path / name)
    assert code == 2 and str(tmp_path / name) in out + err and "Traceback" not in err


def test_a_missing_file_does_not_hide_the_others(cli, small, tmp_path):
    code, out, _ = cli("validate", tmp_path / "none.yaml", small)
    assert code == 2 and f"{small}: good" in out


# -- new ------------------------------------------------------------------------------------------------------------


def test_a_new_workspace_solves_without_a_warning(cli, tmp_path):
    code, out, err = cli("new", tmp_path / "deep" / "space")
    assert (code, err) == (0, "") and f"gpu-planner solve {tmp_path}/deep/space/baseline.yaml" in out
    assert written(tmp_path / "deep" / "space") == ["baseline.yaml", "late-delivery.yaml", "scenario.schema.json"]
    for name in ("baseline.yaml", "late-delivery.yaml"):
        code, out, err = cli("solve", tmp_path / "deep" / "space" / name)
        assert (code, err) == (0, "") and "proved" in out


def test_the_variant_of_a_new_workspace_is_worth_less_than_its_baseline(cli, tmp_path):
    cli("new", tmp_path / "w")
    files = [tmp_path / "w" / name for name in ("baseline.yaml", "late-delivery.yaml")]
    values = [planner.solve(planner.load(file)).value for file in files]
    assert values[0] >= values[1] > 0


def test_nothing_that_exists_is_overwritten(cli, tmp_path):
    (tmp_path / "late-delivery.yaml").write_text("mine")
    code, _, err = cli("new", tmp_path)
    assert code == 2 and "late-delivery.yaml: is there already" in err
    assert written(tmp_path) == ["late-delivery.yaml"] and (tmp_path / "late-delivery.yaml").read_text() == "mine"


@pytest.mark.parametrize("name", ["small.yaml", "small.yaml/deeper"])
def test_a_file_in_the_way_of_a_workspace_is_named(cli, small, tmp_path, name):
    code, _, err = cli("new", tmp_path / name)
    assert code == 2 and str(tmp_path / name) in err and "Traceback" not in err
    assert small.read_text() == SMALL


# -- schema ---------------------------------------------------------------------------------------------------------


def test_the_schema_is_one_and_takes_what_is_good(cli, small):
    code, out, err = cli("schema")
    assert (code, err) == (0, "")
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load(small.read_text().replace("2027-01", "'2027-01'")), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"format": 1, "poools": []}, schema)


# -- all of them ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_first_in_the_words_of_the_list(cli, command):
    code, out, err = cli(command, "--help")
    assert (code, err) == (0, "") and out.startswith(f"Usage: gpu-planner {command}")
    assert COMMANDS[command] in " ".join(out.split()) and COMMANDS[command].endswith(".")


def test_every_command_is_a_module_that_is_listed():
    assert {module.name.rstrip("_") for module in iter_modules(commands.__path__)} == set(COMMANDS)


def test_a_command_loads_no_other_command(small):
    code = "from planner.cli.app import run; import sys; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, "validate", str(small)], capture_output=True, text=True, check=True,
        env=environment(),
    )  # fmt: skip
    loaded = set(done.stderr.split())
    assert {name for name in loaded if name.startswith("planner.cli.commands.")} == {"planner.cli.commands.validate"}
    assert not loaded & {"pulp", "pandas"}


def test_the_version_is_told(cli):
    assert cli("--version") == (0, f"gpu-planner {planner.__version__}\n", "")


@pytest.mark.parametrize("arguments", [[], ["slove"], ["solve"], ["solve", "a.yaml", "b.yaml"], ["new"], ["--no"]])
def test_a_command_that_is_none_ends_with_2_and_shows_how_to_go_on(cli, arguments):
    code, out, err = cli(*arguments)
    assert (code, out) == (2, "")
    assert "Usage: gpu-planner" in err and "Traceback" not in err


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["validate", "none.yaml"], 2), (["solve"], 2)])
def test_the_exit_code_reaches_the_shell(arguments, code):
    assert process(*arguments).returncode == code


@pytest.mark.parametrize("start", ["import planner.cli", "from planner.cli.app import run; run(['--help'])"])
def test_starting_imports_nothing_heavy(start):
    code = f"{start}\nimport sys; print(*(set(sys.modules) & {set(HEAVY)!r}), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert done.stderr.split() == []


UNUSED = {"PySide6", "matplotlib", "openpyxl", "dask", "pandas", "pulp", "orloge"}


@pytest.mark.parametrize("asked", [
    "solve", "solve --all", "solve -o plan.csv", "solve -o plan.json", "solve --json",
    "solve --allocation who.csv --quiet", "solve --solver HiGHS", "explain last", "worth", "answers -o answers",
])  # fmt: skip
def test_a_command_imports_only_what_it_uses(small, tmp_path, asked):
    command, *rest = asked.split()
    code = "from planner.cli.app import run; import sys; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, command, str(small), *rest],
        capture_output=True, text=True, check=True, env=environment(), cwd=tmp_path,
    )  # fmt: skip
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "highspy" in loaded and not loaded & UNUSED
