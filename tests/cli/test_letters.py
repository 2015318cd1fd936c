"""Names that hold control characters, markup and scripts from the right: shown everywhere, obeyed nowhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from planner.letters import isolated
from tests.cli.conftest import PROGRAM, SMALL, environment

EVIL = r"\e]0;pwned\a\e[35m\x9b35m\u202E\b\x7f"
FAMILY = rf"""
format: 1
name: "Name{EVIL}"
calendar: {{start: 2027-01, periods: 2, unit: month}}
pools: [{{id: "p{EVIL}", name: "Pool{EVIL}", accelerator: H100-SXM, region: "us{EVIL}", gpus: 20, cost_per_gpu_hour: 1}}]
people: [{{role: "ml{EVIL}", fte: 1}}]
requests:
 - {{id: "a{EVIL}", name: "A$\\foo$ <b>[red]x[/red]\nfake: line{EVIL}", team: "team{EVIL}", metrics: {{"m{EVIL}": 5}}, demand: {{gpus: 15}}, minimum: 1}}
 - {{id: b, name: "B{EVIL}", team: "other{EVIL}", metrics: {{"m{EVIL}": 3}}, demand: {{gpus: 15}}, people: {{"ml{EVIL}": 1}}}}
value: {{weights: {{"m{EVIL}": 1}}}}
rules: [{{name: "Budget{EVIL}", measure: cost, at_most: 20000}}]
"""
BROKEN = FAMILY.replace("minimum: 1", f'minimum: 2, "k{EVIL}": 1')
STUCK = FAMILY.replace("at_most: 20000", "at_most: 1").replace("minimum: 1", "minimum: 1, commitment: must")
COLOUR = re.compile(r"\x1b\[(0|1|2|3[0-46]|1;3[0-46])?m")
"""What Rich sends for the styles that we use; none is magenta."""


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    for name, text in (("evil", FAMILY), ("broken", BROKEN), ("stuck", STUCK)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def obeyed(text: str) -> set[str]:
    """Letters that a terminal or an editor would obey."""
    bare = COLOUR.sub("", text)
    isolates = "\u2068\u2069"
    return {c for c in bare if (unicodedata.category(c) == "Cc" and c not in "\n\r\t") or c in "\u202e\u2028"} - {
        *isolates
    }


RUNS = [
    ["validate", "broken.yaml"], ["validate", "evil.yaml"], ["solve", "broken.yaml"], ["solve", "stuck.yaml"],
    ["solve", "evil.yaml", "--all"], ["solve", "evil.yaml", "--json"], ["repair", "stuck.yaml"],
    ["explain", "evil.yaml", "b"], ["explain", "evil.yaml", "b", "--json"], ["worth", "evil.yaml", "--all"],
    ["worth", "evil.yaml", "--json"], ["strategies", "evil.yaml"], ["weights", "evil.yaml"],
    ["tornado", "evil.yaml", "--workers", "1"], ["compare", "evil.yaml", "stuck.yaml"],
    ["compare", "evil.yaml", "evil.yaml", "--quick"], ["frontier", "evil.yaml", "--vary", "pools", "--workers", "1"],
    ["robustness", "evil.yaml", "--draws", "3", "--workers", "1"], ["gaming", "evil.yaml", "--workers", "1"],
    ["sweep", "evil.yaml", "--vary", "name=a\x1b[35m,b\x9b", "--workers", "1"], ["explain", "evil.yaml", "x\x1b]0;y\a"],
    ["solve", "missing\x1b[35m.yaml"], ["solve", "evil.yaml", "--set", "\x1b[35m=1"], ["solve", "--no\x1b[35m"],
    ["frontier", "evil.yaml", "--vary", "\a"], ["\x1b[35m"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", RUNS, ids=lambda each: " ".join(map(ascii, each)))
def test_no_control_character_reaches_the_terminal(
    cli: Any, evil: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(evil)
    code, out, err = cli(*arguments)
    assert code != 70 and out + err
    assert obeyed(out + err) == set()
    assert not any(line.startswith("fake: ") for line in (out + err).splitlines())


@pytest.mark.parametrize(
    "arguments", [["solve", "{}/evil.yaml"], ["worth", "{}/evil.yaml"], ["solve", "{}/broken.yaml"]]
)
def test_nor_one_with_colours(terminal: Any, evil: Path, arguments: list[str]) -> None:
    assert obeyed(terminal(*(each.format(evil) for each in arguments)).replace("\r", "")) == set()


KINDS = ["priority", "allocation", "heat", "gantt", "bubbles", "fairness"]


def test_nor_a_page_a_table_or_a_drawing(cli: Any, evil: Path) -> None:
    made = evil / "made"
    assert cli("answers", evil / "evil.yaml", "-o", made)[0] == 0
    assert cli("solve", evil / "evil.yaml", "-q", "-o", made / "p.csv", "--allocation", made / "a.csv")[0] == 0
    assert cli("solve", evil / "evil.yaml", "-q", "-o", made / "p.json", "--write-model", made / "m.lp")[0] == 0
    for kind in KINDS:
        chart = made / f"{kind}.svg"
        code, _, err = cli("solve", evil / "evil.yaml", "-q", "--chart", chart, "--chart-kind", kind)
        assert code == 0 and obeyed(err) == set()
        assert ET.parse(chart)
    assert cli("tornado", evil / "evil.yaml", "--workers", 1, "--chart", made / "t.svg", "-o", made / "t.csv")[0] == 0
    assert "A$\\foo$" in "".join(ET.parse(made / "t.svg").getroot().itertext())
    for file in made.iterdir():
        assert obeyed(file.read_text(encoding="utf-8-sig")) == set(), file.name
    names = [row["name"] for row in json.loads((made / "p.json").read_text(encoding="utf-8"))["requests"]]
    assert any("\x1b" in name for name in names), "data keeps what it is"


def test_a_name_from_the_right_turns_nothing_around(cli: Any, evil: Path) -> None:
    file = evil / "evil.yaml"
    file.write_text(
        FAMILY.replace(EVIL, "").replace("name: B", "name: עוזר חכם").replace('name: "B', 'name: "עוזר חכם')
    )
    for command in (["solve", file], ["explain", file, "b"], ["worth", file, "--all"]):
        _, out, _ = cli(*command)
        assert "\u2068עוזר חכם\u2069" in out and out.count("\u2068") == out.count("\u2069")
    cli("answers", file, "-o", evil / "made", "--quick")
    cli("solve", file, "-q", "-o", evil / "p.csv")
    assert "\u2068עוזר חכם\u2069" in (evil / "made" / "other.html").read_text(encoding="utf-8")
    assert "\u2068" not in (evil / "p.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("אב 3 GPUs", "\u2068אב\u2069 3 GPUs"), ("a אב גד b", "a \u2068אב גד\u2069 b"),
        ("אב  גד", "\u2068אב\u2069  \u2068גד\u2069"), ("plain", "plain"), ("عربي", "\u2068عربي\u2069"),
    ],
)  # fmt: skip
def test_each_run_from_the_right_stands_by_itself(text: str, apart: str) -> None:
    assert isolated(text) == apart


OBEYING = "import locale; locale.setlocale(locale.LC_ALL, ''); from planner.cli import main; main()"
"""The program as part of one that obeys the locale, as the app is: its decimals are printed and read with commas."""


@pytest.fixture(scope="session", params=["tr_TR", "de_DE"])
def commas(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a locale, made here as few machines have it."""
    folder, name = tmp_path_factory.mktemp("locales"), f"{request.param}.UTF-8"
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales", request.param).exists():
        pytest.skip("no localedef, or no locales to make with it (Debian: locales)")
    subprocess.run(["localedef", "-i", request.param, "-f", "UTF-8", folder / name], check=True)
    return {"LOCPATH": str(folder), "LC_ALL": name, "LANG": name, "LANGUAGE": name}


def said_and_written(small: Path, folder: Path, program: Sequence[str], **environ: str) -> list[object]:
    """What a solve says and writes."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, *program, "solve", small, "-o", "p.csv", "--allocation", "a.csv", "--write-model", "m.mps"],
        capture_output=True, encoding="utf-8", timeout=100, check=False, cwd=folder, env=environment(**environ),
    )  # fmt: skip
    written = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert (done.returncode, set(written)) == (0, {"p.csv", "a.csv", "m.mps"})
    return [done.stdout, done.stderr, written]


def test_what_is_said_and_written_depends_on_no_locale(small: Path, tmp_path: Path, commas: dict[str, str]) -> None:
    probe = "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.str(1.5))"
    decimals = subprocess.run([sys.executable, "-c", probe], env=environment(**commas), capture_output=True, check=True)
    assert decimals.stdout == b"1,5\n"  # or nothing would be tried here
    plain = said_and_written(small, tmp_path / "plain", PROGRAM[1:], LC_ALL="C.UTF-8")
    assert said_and_written(small, tmp_path / "installed", PROGRAM[1:], **commas) == plain
    assert said_and_written(small, tmp_path / "obeyed", ["-c", OBEYING], **commas) == plain


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_XX.UTF-8"])
def test_a_locale_without_letters_or_that_is_not_there_changes_nothing(
    small: Path, tmp_path: Path, locale: str
) -> None:
    plain = said_and_written(small, tmp_path / "plain", PROGRAM[1:])
    assert said_and_written(small, tmp_path / "other", PROGRAM[1:], LC_ALL=locale, LANG=locale) == plain


def optimised(*arguments: object) -> tuple[int, str, str]:
    """A command, as Python runs it that has thrown away assertions and docstrings."""
    done = subprocess.run(
        [sys.executable, "-OO", *PROGRAM[1:], *map(str, arguments)], capture_output=True, encoding="utf-8", timeout=100,
        check=False, env=environment(),
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_nothing_depends_on_assertions_or_docstrings(cli: Any, small: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(SMALL.replace("gpus: 6", "gpus: -6"))
    for arguments in (["solve", small], ["solve", wrong], ["explain", small, "last"]):
        assert optimised(*arguments) == cli(*arguments)
    assert "Solve every combination" in optimised("sweep", "--help")[1]


def test_a_name_from_the_right_is_plain_in_files_and_kept_apart_on_the_screen(cli: Any, tmp_path: Path) -> None:
    file = tmp_path / "rtl.yaml"
    file.write_text(
        "format: 1\ncalendar: {start: 2027-01, periods: 1}\naccelerators: {A: {}}\n"
        "pools: [{id: p, accelerator: A, gpus: 4}]\nvalue: {weights: {points: 1}, scale: raw}\n"
        "requests:\n- {id: a, name: תרגום, metrics: {points: 1}, demand: {gpus: 4}, runs_on: {A: 1}}\n"
        "- {id: b, name: חיפוש, metrics: {points: 2}, demand: {gpus: 4}, runs_on: {A: 1}, minimum: 1}\n",
        encoding="utf-8",
    )
    code, out, _ = cli("solve", file, "-o", tmp_path / "plan.csv")
    written = (tmp_path / "plan.csv").read_text(encoding="utf-8-sig")
    assert code == 0 and "תרגום" in written and "\u2068" not in written
    assert "\\u2068" not in out + written, "no isolate is shown instead of obeyed"
    code, out, _ = cli("explain", file, "a")
    assert code == 0 and "\u2068תרגום\u2069 is declined" in out and "\\u2068" not in out
