"""What a command takes, read from its source: to load a command takes longer than a shell may wait."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from keyword import iskeyword
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Parameter:
    """One option or argument of a command."""

    flags: tuple[str, ...]
    """``-o``, ``--output``; of an argument none."""
    metavar: str
    help: str
    takes_value: bool
    repeated: bool


@cache
def parameters(command: str) -> tuple[Parameter, ...]:
    """The options and arguments of a command, in their order; nothing where its source is not there."""
    module = f"{command}_" if iskeyword(command) else command
    try:
        tree = ast.parse((HERE / "commands" / f"{module}.py").read_text(encoding="utf-8"))
        shared = ast.parse((HERE / "choices.py").read_text(encoding="utf-8"))
    except (OSError, SyntaxError):
        return ()
    aliases = _aliases(shared) | _aliases(tree)
    function = next((each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == module), None)
    if function is None:
        return ()
    found = [
        _parameter(each.arg, each.annotation, aliases) for each in (*function.args.args, *function.args.kwonlyargs)
    ]
    return tuple(each for each in found if each is not None)


def _aliases(tree: ast.Module) -> dict[str, ast.expr]:
    """Annotations with a name of their own, as commands share them."""
    assigned = [each for each in tree.body if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)]
    return {each.targets[0].id: each.value for each in assigned if isinstance(each.targets[0], ast.Name)}


def _parameter(name: str, annotation: ast.expr | None, aliases: dict[str, ast.expr]) -> Parameter | None:
    """One parameter as Typer makes it of ``Annotated[type, typer.Option("--set", metavar=…)]``; None: it is none."""
    if isinstance(annotation, ast.Attribute) and isinstance(annotation.value, ast.Name):
        annotation = aliases.get(annotation.attr)  # choices.Sets
    if isinstance(annotation, ast.Name):
        annotation = aliases.get(annotation.id)
    if not isinstance(annotation, ast.Subscript) or not isinstance(annotation.slice, ast.Tuple):
        return None
    kind, *marks = annotation.slice.elts
    mark = next((each for each in marks if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)), None)
    if mark is None or not isinstance(mark.func, ast.Attribute):
        return None
    said = {each.arg: _text(each.value) for each in mark.keywords if each.arg in ("metavar", "help")}
    flags = tuple(text for text in map(_text, mark.args) if text.startswith("-"))
    if mark.func.attr == "Option" and not flags:
        flags = (f"--{name.replace('_', '-')}",)
    written = ast.unparse(kind)
    is_flag = mark.func.attr == "Option" and written == "bool"
    return Parameter(flags, said.get("metavar", ""), said.get("help", ""), not is_flag, written.startswith("list["))


def _text(node: ast.expr) -> str:
    """A text as it is written; of one that is put together what is known of it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return str(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
