"""The rules of the house that no linter knows."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "planner").rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
LONGEST_FILE, MOST_METHODS = 400, 20


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_sources_to_check():
    assert len(SOURCES) > 20


def test_no_file_is_longer_than_400_lines():
    lengths = {_short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_module_is_named_for_nothing():
    names = {_short(path) for path in SOURCES if {path.stem, *path.parent.parts} & FORBIDDEN_NAMES}
    assert names == set()


def test_no_class_has_more_than_20_methods():
    large = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                methods = sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in node.body)
                if methods > MOST_METHODS:
                    large[f"{_short(path)}: {node.name}"] = methods
    assert large == {}


def test_nothing_is_called_model():
    """It would mean the domain, the program and Qt's tables at once."""
    named = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            # model_copy, model_dump and the like are pydantic's names, not ours.
            if (isinstance(node, ast.ClassDef) and node.name.endswith("Model")) or path.stem in {"model", "models"}:
                named.add(_short(path))
    assert named == set()


@pytest.mark.parametrize("module", ["planner.cli", "planner"])
def test_importing_it_brings_neither_qt_nor_matplotlib(module):
    heavy = "{'PySide6', 'matplotlib', 'openpyxl', 'distributed'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_what_is_open_brings_no_widgets():
    """The linter knows PySide6 as one package, widgets and all."""
    code = (
        "import importlib, pkgutil, sys\n"
        "import planner.desktop.open as rooms\n"
        "found = [each.name for each in pkgutil.walk_packages(rooms.__path__, rooms.__name__ + '.')]\n"
        "for name in found: importlib.import_module(name)\n"
        "print(len(found) > 20, 'PySide6.QtWidgets' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("True False", "")


def test_imports_point_one_way():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
