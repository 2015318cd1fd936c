"""A line of a shell that is completed: commands, options, files, and the names that a scenario's file has.

Shells call the program with the words of the line; it prints what the word could be, a line each, and what that is
behind a tab. Nothing that solves is loaded, and what can't be read completes nothing, without a word.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from planner.cli.listed import COMMANDS
from planner.cli.signatures import Parameter, parameters
from planner.letters import one_line

type Candidate = tuple[str, str]
"""A word, and what it is."""

KEYS = {"requests": "id", "pools": "id", "people": "role", "rules": "name"}
OF_NAMES = {"--pool": "pools", "--requires": "requests", "--conflicts": "requests"}
"""Options that name an element, by its collection."""
OF_FIELDS = {"--team": "team", "--product": "product", "--region": "region"}
"""Options that name what elements have in a field."""
KINDS = ("inference", "training", "fine-tuning", "research")
SHELLS = ("bash", "zsh", "fish")
SCENARIOS = (".yaml", ".yml")


def answer(words: Sequence[str], number: str) -> None:
    """Print what the numbered word of a line could be; ``words`` are those behind the program's own."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for them takes as long as to read a file
    try:
        at = int(number) - 1
        begun = words[at] if 0 <= at < len(words) else ""
        for word, meaning in candidates([*words[: max(at, 0)]], begun):
            text = f"{one_line(word)}\t{one_line(meaning)}".rstrip("\t")
            sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except Exception:  # a shell shows whatever is said in the middle of the line
        return


def candidates(before: list[str], begun: str) -> Iterator[Candidate]:
    """What a word that is begun could be, behind those before it."""
    command = next((word for word in before if not word.startswith("-")), "")
    if command not in COMMANDS:
        listed = {**COMMANDS, "--help": "Show what there is.", "--version": "Print the version."}
        yield from matching(listed.items(), begun) if not command else ()
        return
    line = _Line(command, before[before.index(command) + 1 :])
    yield from matching(line.values(begun), begun)


def matching(found: Iterable[Candidate], begun: str) -> Iterator[Candidate]:
    """Those that begin so, in whatever case."""
    low = begun.casefold()
    return ((word, meaning) for word, meaning in found if word.casefold().startswith(low))


class _Line:
    """A command, and the words behind it up to the one that is completed."""

    def __init__(self, command: str, words: list[str]) -> None:
        self._known = parameters(command)
        self._command, self._words = command, words
        self._by_flag = {flag: each for each in self._known for flag in each.flags}
        self._places = list(self._placed())

    def _placed(self) -> Iterator[str]:
        """The words that are arguments: no options, and not behind one that takes a value."""
        waiting = iter(self._words)
        for word in waiting:
            option = self._by_flag.get(word)
            if option is not None and option.takes_value:
                next(waiting, None)
            elif not word.startswith("-") or word == "-":
                yield word

    def values(self, begun: str) -> Iterable[Candidate]:
        """What the next word could be."""
        last = self._words[-1] if self._words else ""
        option = self._by_flag.get(last)
        if option is not None and option.takes_value:
            return self._of_option(last, option, begun)
        if begun.startswith("-"):
            return self._options()
        return self._of_argument(begun)

    def _options(self) -> Iterator[Candidate]:
        for each in self._known:
            if each.flags and (each.repeated or not set(each.flags) & set(self._words)):
                yield each.flags[-1], each.help
        if self._command == "ask":
            for metric in self._metrics():
                yield f"--{metric.replace('_', '-')}", "What it brings of this metric."

    def _of_argument(self, begun: str) -> Iterable[Candidate]:
        arguments = [each for each in self._known if not each.flags]
        if not arguments:
            return ()
        at = min(len(self._places), len(arguments) - 1)
        if at < len(self._places) and not arguments[at].repeated:
            return ()
        metavar = arguments[at].metavar
        if metavar == "REQUEST":
            return self._elements("requests")
        if metavar == "SHELL":
            return ((shell, "") for shell in SHELLS)
        return files(begun, SCENARIOS if "SCENARIO" in metavar or "PATH" in metavar else ())

    def _of_option(self, flag: str, option: Parameter, begun: str) -> Iterable[Candidate]:
        if flag in ("--set", "--vary"):
            return self._settings(begun)
        if flag in OF_NAMES:
            return self._elements(OF_NAMES[flag])
        if flag in OF_FIELDS:
            names = {
                str(each.get(OF_FIELDS[flag], "")) for part in ("requests", "pools") for each in self._listed(part)
            }
            return ((name, "") for name in sorted(names - {""}))
        match flag:
            case "--people":
                return ((f"{name}=", title) for name, title in self._elements("people"))
            case "--metric":
                return ((f"{metric}=", "") for metric in self._metrics())
            case "--accelerator":
                return ((name, "") for name in sorted({str(p.get("accelerator", "")) for p in self._listed("pools")}))
            case "--kind":
                return ((kind, "") for kind in KINDS)
        return files(begun, ()) if any(word in option.metavar for word in ("FILE", "FOLDER")) else ()

    def _settings(self, begun: str) -> Iterator[Candidate]:
        """``requests.``, ``requests.search.``, ``requests.search.minimum=``: one step further on a path."""
        from planner.domain.scenario import Scenario  # pydantic, and no solver
        from planner.files.annotations import fields_of
        from planner.files.validation import LISTS

        collection, dot, rest = begun.partition(".")
        if not dot or collection not in KEYS:
            for field in fields_of(Scenario):
                if field not in ("format", "name", "notes"):
                    yield f"{field}.", ""
            return
        names = dict(self._elements(collection))
        name = next((known for known in sorted(names, key=len, reverse=True) if rest.startswith(f"{known}.")), None)
        if name is None:
            for known, title in names.items():
                yield f"{collection}.{known}.", title
            return
        for field in fields_of(LISTS[collection]):
            if field != KEYS[collection]:
                yield f"{collection}.{name}.{field}=", ""
        for metric in self._metrics() if collection == "requests" else ():
            yield f"{collection}.{name}.metrics.{metric}=", ""
        for kind in ("gpus", "gpu_hours") if collection == "requests" else ():
            yield f"{collection}.{name}.demand.{kind}=", ""

    def _elements(self, collection: str) -> Iterator[Candidate]:
        """Every element's id, role or name, and what people call it."""
        for each in self._listed(collection):
            name = each.get(KEYS[collection])
            if isinstance(name, str) and name:
                title = each.get("name")
                yield name, title if isinstance(title, str) and title != name else ""

    def _metrics(self) -> list[str]:
        found: dict[str, None] = {}
        for each in self._listed("requests"):
            metrics = each.get("metrics")
            found |= dict.fromkeys(map(str, metrics)) if isinstance(metrics, dict) else {}
        return sorted(found)

    def _listed(self, collection: str) -> list[dict[str, Any]]:
        elements = self._data().get(collection)
        return [each for each in elements if isinstance(each, dict)] if isinstance(elements, list) else []

    def _data(self) -> dict[str, Any]:
        """What the line's scenario says; nothing where it can't be read."""
        from planner.errors import PlannerError
        from planner.files.variants import assemble  # the file, what it extends and its tables; no solver

        file = next((word for word in self._places if Path(word).suffix in SCENARIOS), None)
        try:
            return {} if file is None else assemble(file, [])[0]
        except (PlannerError, OSError, ValueError):
            return {}


def files(begun: str, endings: Sequence[str]) -> Iterator[Candidate]:
    """Folders, each with its stroke, and files that end so; all where no ending is named."""
    folder, name = os.path.split(begun)
    inside = sorted(os.scandir(folder or "."), key=lambda entry: entry.name)
    for entry in inside:
        if entry.name.startswith(".") and not name.startswith("."):
            continue
        path = os.path.join(folder, entry.name)
        if entry.is_dir():
            yield f"{path}/", ""
        elif not endings or entry.name.lower().endswith(tuple(endings)):
            yield path, ""
