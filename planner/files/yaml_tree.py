"""YAML text to data that knows its lines.

libyaml cuts the text into events; what they mean is decided here: keys are always text, words follow
`planner.files.scalars`, a key given twice is an error, so are tags and a second document. Anchors work, within limits,
and so does ``<<: *base``: what a mapping does not say itself it takes from there.
"""

from __future__ import annotations

from typing import Any

import yaml

from planner.errors import Fault, InputError
from planner.files.places import Map, Place, Seq
from planner.files.scalars import NUMBERS, are_texts, is_text, resolve, split_number

MERGE = "<<"
"""The key under which a mapping names others, whose entries it takes over."""
DEEPEST = 60
LARGEST = 1_000_000
"""Entries that a file may have once its anchors are written out."""


def read_yaml(text: str, file: str = "", key: str = "") -> Any:
    """The one document of a YAML text; ``key`` is the field it is for. Raises InputError, which names the line."""
    return _Builder(file, key).build(text)


def read_all_yaml(text: str, file: str = "", largest: int = LARGEST) -> list[Any]:
    """Every document of a YAML text of another program's; raises InputError, which names the line."""
    return _Builder(file, "", several=True, largest=largest).documents(text)


class _Open:
    """A mapping or list that is not complete yet."""

    __slots__ = ("anchor", "data", "holder", "key", "key_line", "line", "merges", "size_before", "text")

    def __init__(self, data: Any, holder: str, anchor: str | None, line: int, size: int) -> None:
        self.data, self.holder, self.anchor, self.line, self.size_before = data, holder, anchor, line, size
        self.key: str | None = None
        self.key_line = line
        self.merges = False
        self.text = isinstance(data, list) and are_texts(holder)


class _Builder:
    def __init__(self, file: str, key: str, several: bool = False, largest: int = LARGEST) -> None:
        self._file, self._holder, self._several, self._largest = file, key, several, largest
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._size = 0
        self._roots: list[Any] = []
        self._text: dict[tuple[str, str], bool] = {}

    def build(self, text: str) -> Any:
        return next(iter(self.documents(text)), None)

    def documents(self, text: str) -> list[Any]:
        loader = None
        try:
            loader = yaml.CSafeLoader(text)
            while (event := loader.get_event()) is not None:
                self._take(event)
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error) from None
        except (yaml.YAMLError, UnicodeError) as error:
            raise self._fault(_plain(str(error)), None) from None
        finally:
            if loader is not None:
                loader.dispose()
        return self._roots

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._begin(event, Map() if kind is yaml.MappingStartEvent else Seq())
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent and self._roots and not self._several:
            raise self._fault("a second document begins here; a file holds one", event.start_mark.line)

    def _scalar(self, event: Any) -> None:
        line = event.start_mark.line
        if event.tag is not None and event.tag != "!":
            raise self._tagged(event)
        top = self._open[-1] if self._open else None
        if top is not None and top.key is None and isinstance(top.data, Map):
            self._key(top, event.value, line)
            top.merges = top.merges or (event.value == MERGE and not event.style)
            return
        plain = event.implicit[0] and not event.style
        value = resolve(event.value, top is not None and self._is_text(top)) if plain else event.value
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._place(value, line)

    def _is_text(self, top: _Open) -> bool:
        if top.key is None:
            return top.text
        known = self._text.get((top.key, top.holder))
        if known is None:
            known = self._text[top.key, top.holder] = is_text(top.key, top.holder)
        return known

    def _key(self, top: _Open, key: str, line: int) -> None:
        if key in top.data:
            first, hint = top.data.places[key].line, split_number(key)
            where = f"in lines {first} and {line + 1}" if first != line + 1 else f"in line {first}"
            raise self._fault(f"the key '{key}' is given twice, {where}{hint}", line)
        top.key, top.key_line = key, line

    def _begin(self, event: Any, data: Any) -> None:
        line = event.start_mark.line
        if event.tag is not None:
            raise self._tagged(event)
        if len(self._open) >= DEEPEST:
            raise self._fault(f"is nested more than {DEEPEST} levels deep", line)
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.data, Map) and top.key is None:
            raise self._fault("a key must be text, not a list or a mapping", line)
        holder = self._holder if top is None else (top.key or "") if isinstance(top.data, Map) else _inside(top.holder)
        self._open.append(_Open(data, holder, event.anchor, line, self._size))

    def _end(self) -> None:
        closed = self._open.pop()
        if closed.merges:
            self._merge(closed.data)
        if closed.anchor:
            self._anchors[closed.anchor] = (closed.data, self._size - closed.size_before + 1)
        self._place(closed.data, closed.line)

    def _merge(self, data: Map) -> None:
        """Take over what the mappings under ``<<`` say and this one does not; of several, the first says it."""
        place, named = data.places.pop(MERGE), data.pop(MERGE)
        for other in named if isinstance(named, list) else [named]:
            if not isinstance(other, Map):
                line = None if place.line is None else place.line - 1
                raise self._fault(f"'{MERGE}' takes over a mapping: {MERGE}: *name, where &name marks one above", line)
            for key, value in other.items():
                if key not in data:
                    data.put(key, value, other.places[key])

    def _alias(self, event: Any) -> None:
        line = event.start_mark.line
        if any(each.anchor == event.anchor for each in self._open):
            raise self._fault(f"*{event.anchor} stands inside of what it repeats", line)
        if event.anchor not in self._anchors:
            raise self._fault(f"*{event.anchor} repeats &{event.anchor}, and nothing above is marked so", line)
        value, size = self._anchors[event.anchor]
        if self._open and isinstance(self._open[-1].data, Map) and self._open[-1].key is None:
            raise self._fault("a key must be text, not an alias", line)
        self._size += size
        self._place(value, line)

    def _place(self, value: Any, line: int) -> None:
        self._size += 1
        if self._size > self._largest:
            raise self._fault(f"has more than {self._largest:,} entries once its aliases are written out", line)
        if not self._open:
            self._roots.append(value)
            return
        top = self._open[-1]
        if top.key is None:
            top.data.append(value)
            top.data.places.append(Place(self._file, line + 1))
        else:
            top.data[top.key] = value
            top.data.places[top.key] = Place(self._file, top.key_line + 1)
            top.key = None

    def _tagged(self, event: Any) -> InputError:
        return self._fault(f"the tag {event.tag} is not allowed; write the value alone", event.start_mark.line)

    def _syntax(self, error: yaml.MarkedYAMLError) -> InputError:
        mark = error.problem_mark or error.context_mark
        text = _plain(error.problem or error.context or "")
        at = f" (column {mark.column + 1})" if mark is not None else ""
        return self._fault(f"is no valid YAML: {text}{at}", mark.line if mark is not None else None)

    def _fault(self, message: str, line: int | None) -> InputError:
        return InputError([Fault(message, file=self._file, line=None if line is None else line + 1, code="syntax")])


def _inside(holder: str) -> str:
    """Elements of ``people: [...]`` are roles, and no mapping from names to numbers."""
    return "" if holder in NUMBERS else holder


_ADVICE = {
    "found character that cannot start any token": "a tab, @, ` or % can't begin a value here;"
    " indent with spaces and put such text in quotes",
    "mapping values are not allowed in this context": "a ':' that belongs to no key;"
    " put text with ': ' in quotes, and check the indentation",
    "did not find expected key": "a key is missing here; check the indentation, and the line above",
    "could not find expected ':'": "a key without ':'; check this line and the one above",
    "did not find expected '-' indicator": "a list element must begin with '-'; check the indentation",
    "did not find expected ',' or ']'": "a list [a, b] is not closed, or lacks a comma",
    "did not find expected ',' or '}'": "a mapping {a: 1, b: 2} is not closed, or lacks a comma",
    "found unexpected end of stream": "a quote, bracket or brace is not closed",
    "control characters are not allowed": "control characters are not allowed; this is no text file",
}


def _plain(problem: str) -> str:
    problem = " ".join(problem.split())
    return next((advice for said, advice in _ADVICE.items() if said in problem), problem)
