"""Scenarios as people may write them: legal YAML in any style but ours."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from planner.files.emitting import scalar
from planner.files.scalars import is_text


class Odd:
    """Writes plain data as YAML: blocks and brackets, quotes, grouped digits, comments, blank lines, indents."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._step = chance.choice((1, 2, 3, 4))
        self._list_step = chance.choice((0, 2, 4))

    def text(self, data: dict[str, Any]) -> str:
        lines = ["# written by hand, ünïcode"] if self._maybe() else []
        return "\n".join([*lines, *self._mapping(data, 0, "")]) + ("\n" if self._maybe() else "")

    def _maybe(self, of: int = 3) -> bool:
        return self._chance.randrange(of) == 0

    def _mapping(self, data: dict[str, Any], indent: int, holder: str) -> list[str]:
        lines: list[str] = []
        for key, value in data.items():
            if lines and self._maybe(6):
                lines.append(self._chance.choice(("", "# – a section –", " " * indent + f"# about {key}")))
            lines += self._entry(" " * indent + f"{self._key(key)}:", key, value, indent, holder)
        return lines

    def _entry(self, head: str, key: str, value: Any, indent: int, holder: str) -> list[str]:
        note = f"  # why {key}" if self._maybe(4) else ""
        if isinstance(value, dict) and value and self._maybe(2):
            return [head + note, *self._mapping(value, indent + self._step, key)]
        if isinstance(value, list | tuple) and value and (isinstance(value[0], dict) or self._maybe()):
            return [head + note, *self._list(value, indent + self._list_step, key)]
        return [f"{head} {self._flow(value, key, holder)}{note}"]

    def _list(self, elements: Any, indent: int, key: str) -> list[str]:
        lines: list[str] = []
        for element in elements:
            if self._maybe(5):
                lines.append(self._chance.choice(("", " " * indent + "# next")))
            if isinstance(element, dict) and element and not self._maybe():
                gap = self._chance.choice((1, 1, 3))
                first, *rest = self._mapping(element, indent + 1 + gap, "")
                lines += [f"{' ' * indent}-{' ' * gap}{first.lstrip()}", *rest]
            else:
                lines.append(f"{' ' * indent}- {self._flow(element, '' if isinstance(element, dict) else key, '')}")
        return lines

    def _flow(self, value: Any, key: str, holder: str) -> str:
        space = self._chance.choice(("", " "))
        if isinstance(value, dict):
            inner = ", ".join(f"{self._key(k)}: {self._flow(v, k, key)}" for k, v in value.items())
            return f"{{{space}{inner}{space}}}"
        if isinstance(value, list | tuple):
            return f"[{space}{', '.join(self._flow(v, key, holder) for v in value)}{space}]"
        if isinstance(value, str):
            single = "'" + value.replace("'", "''") + "'"
            return self._chance.choice((scalar(value, is_text(key, holder)), json.dumps(value), single))
        return self._number(value) if isinstance(value, int | float) and not isinstance(value, bool) else scalar(value)

    def _number(self, value: float) -> str:
        forms = [scalar(value), f"{int(value):_}" if float(value).is_integer() else repr(value)]
        if isinstance(value, float):
            forms += [repr(value), f"{value:.2f}"]
        return self._chance.choice([form for form in forms if float(form.replace("_", "")) == value])

    def _key(self, key: str) -> str:
        return json.dumps(key) if self._maybe(12) else scalar(key, True)
