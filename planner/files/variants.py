"""A scenario file with all that it builds on: the files it extends, and the tables it names."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from planner.domain.family import Family, extended
from planner.domain.names import suggestion
from planner.errors import Fault, InputError
from planner.files.books import read_book
from planner.files.merging import merged
from planner.files.money import in_own_currency
from planner.files.places import KEY_OF, Map, Place, Seq, placed
from planner.files.sheets import WORKBOOKS
from planner.files.tables import read_table
from planner.files.text import read_text
from planner.files.yaml_tree import read_yaml

VARIANT_KEYS = ("format", "extends", "name", "notes", "expect", "changes")
TABLED = ("pools", "people", "requests", "rules")
"""Lists that may stand in a table beside the file."""
PARSED = 4
"""Texts that are remembered with what they say: the variants of a folder extend the same few files."""
TELLING = ("format", "calendar", "requests", "pools", "extends")
"""Keys of which a scenario has at least one."""
_FORMAT = re.compile(r"""^\s*["']?format["']?\s*:""", re.MULTILINE)
LONGEST = 50
"""Variants of variants, at most."""


@dataclass(frozen=True)
class Source:
    """A file that a scenario is written in, and the tables that it names."""

    file: Path
    tables: tuple[Path, ...]


def assemble(path: str, faults: list[Fault]) -> tuple[Map, tuple[Source, ...], Family | None]:
    """All data of a scenario file, as if it were written in one place; and the file with those that it extends.

    The family is that of what it extends; None where it stands by itself. Faults in a variant or a table are added to
    the list. Raises InputError for a file that can't be read at all.
    """
    chain = _chain(path, faults)
    sources = tuple(_source(file, data) for file, data in chain)
    _, base = chain.pop()
    data, family = _with_tables(base, faults), None
    for file, variant in reversed(chain):
        family = extended(family, metrics_of(data))
        data = _varied(file, variant, data, faults)
    return data, sources, family


def metrics_of(data: dict[str, Any]) -> dict[str, dict[str, float]]:
    """What every request in a scenario's data counts as bringing; what is no number is somebody else's to blame."""
    data = in_own_currency(data)
    requests, value = data.get("requests"), data.get("value")
    listed = [each for each in requests if isinstance(each, dict)] if isinstance(requests, list) else []
    is_expected = isinstance(value, dict) and value.get("discount") == "confidence"
    return {
        str(each.get("id")): {
            metric: (_confidence(each) if is_expected else 1.0) * amount
            for metric, amount in _figures(each.get("metrics")).items()
        }
        for each in listed
    }


def _confidence(request: dict[str, Any]) -> float:
    return _figures({"confidence": request.get("confidence")}).get("confidence", 1.0)


def _figures(metrics: Any) -> dict[str, float]:
    if not isinstance(metrics, dict):
        return {}
    return {str(name): float(n) for name, n in metrics.items() if type(n) in (int, float) and abs(n) < math.inf}


def tables_of(data: Any) -> list[str]:
    """The tables that a scenario file names in place of its lists."""
    changes = data.get("changes") if isinstance(data, Map) else None
    return [name for holder in (data, changes) for name in tabled(holder).values()]


def tabled(data: Any) -> dict[str, str]:
    """The lists that are the names of tables in a scenario file, or in the changes of a variant."""
    return {key: data[key] for key in TABLED if isinstance(data, Map) and isinstance(data.get(key), str)}


def source_of(path: str) -> Source:
    """A scenario file with the tables that it names itself. Raises InputError where it can't be read."""
    return _source(path, _document(path, Place(), []))


def _source(file: str, data: Map) -> Source:
    names = (name.partition("#")[0] for name in tables_of(data))
    return Source(Path(file), tuple(Path(os.path.normpath(Path(file).parent / name)) for name in names))


def _chain(path: str, faults: list[Fault]) -> list[tuple[str, Map]]:
    """The file, the one it extends, and so on down to the base."""
    chain: list[tuple[str, Map]] = []
    seen: dict[str, str] = {}
    place = Place()
    while True:
        real = os.path.realpath(path)
        if real in seen or len(seen) >= LONGEST:
            files = " extends ".join([*seen.values(), path])
            circle = real in seen
            message = f"goes round in a circle: {files}" if circle else f"has more than {LONGEST} variants in a row"
            raise InputError([Fault(message, ("extends",), place.file, place.line, code="circle")])
        seen[real] = path
        data = _document(path, place, faults)
        chain.append((path, data))
        if "extends" not in data:
            return chain
        place = placed(data, "extends")
        if not isinstance(data["extends"], str):
            raise InputError([Fault("must be the path of a scenario file", ("extends",), place.file, place.line)])
        path = os.path.normpath(os.path.join(os.path.dirname(path), data["extends"]))


def _document(path: str, named_at: Place, faults: list[Fault]) -> Map:
    try:
        if path.lower().endswith(WORKBOOKS):
            return read_book(path, faults)
        text = read_text(path)
    except InputError as error:
        if not named_at.file:
            raise
        raise InputError([_blamed(fault, named_at) for fault in error.faults]) from None
    try:
        data = parsed(text, path)
    except InputError:
        if named_at.file and not _FORMAT.search(text):
            raise _no_scenario(path, named_at) from None
        raise
    if not isinstance(data, Map):
        found = "a list" if isinstance(data, list) else "nothing" if data is None else "a text"
        raise InputError([Fault(f"must be a mapping (format: 1, name: …), not {found}", file=path, line=1)])
    if named_at.file and not any(key in data for key in TELLING):
        raise _no_scenario(path, named_at)
    return data


def _no_scenario(path: str, named_at: Place) -> InputError:
    """A file that is extended may be anybody's: what is in it is not repeated, unless it is a scenario."""
    message = f"{path} is no scenario: it has no 'format: 1'"
    return InputError([Fault(message, ("extends",), named_at.file, named_at.line)])


@lru_cache(maxsize=PARSED)
def parsed(text: str, path: str) -> Any:
    """What a text says; nobody changes it, as all that is made of it is made anew."""
    return read_yaml(text, path)


def _blamed(fault: Fault, named_at: Place) -> Fault:
    """A file that is not there is the fault of the line that names it."""
    if fault.line is not None:
        return fault
    return Fault(f"{fault.file} {_verb(fault.message)}", ("extends",), named_at.file, named_at.line, code="unreadable")


def _verb(message: str) -> str:
    return "is not there" if message.startswith("there is no such file") else message


def _varied(file: str, variant: Map, base: Map, faults: list[Fault]) -> Map:
    for key in variant:
        if key not in VARIANT_KEYS:
            known = suggestion(key, VARIANT_KEYS)
            message = f"a variant has no key '{key}'{known} (what a variant changes stands under 'changes')"
            faults.append(_at(message, (key,), placed(variant, key)).at(code="unknown-key"))
    changes = variant.get("changes")
    if changes is not None and not isinstance(changes, Map):
        faults.append(_at("must be a mapping of what changes", ("changes",), placed(variant, "changes")))
        changes = None
    top = ("format", "name", "notes", "expect")
    own = Map({k: variant[k] for k in top if k in variant}, {k: placed(variant, k) for k in top if k in variant})
    return merged(merged(base, _with_tables(changes or Map(), faults, keyed=True), faults), own, faults)


def _with_tables(data: Map, faults: list[Fault], keyed: bool = False) -> Map:
    """The data with each list that is a table's name replaced by what the table holds."""
    result = Map(data, dict(data.places))
    for collection in TABLED:
        name = data.get(collection)
        if not isinstance(name, str):
            continue
        place = placed(data, collection)
        try:
            elements = read_table(name, collection, place.file, faults)
            result[collection] = _by_key(elements, collection, faults) if keyed else elements
        except InputError as error:
            faults += [_blamed_table(fault, collection, place) for fault in error.faults]
            result[collection] = Map() if keyed else Seq()
    return result


def _by_key(elements: Seq, collection: str, faults: list[Fault]) -> Map:
    """The rows of a table as changes by name; a row without one, or with that of another, is a fault."""
    key = KEY_OF[collection]
    result = Map()
    for index, element in enumerate(elements):
        name, place = element.get(key), placed(elements, index)
        if name is None:
            faults.append(_at(f"'{key}' is missing", (collection,), place))
        elif str(name) in result:
            message = f"the {key} '{name}' is given twice, in rows {placed(result, str(name)).line} and {place.line}"
            faults.append(_at(message, (collection,), place))
        else:
            result.put(str(name), element, place)
    return result


def _blamed_table(fault: Fault, collection: str, place: Place) -> Fault:
    if fault.line is not None:
        return fault.at(path=(collection,))
    return _at(f"{fault.file} {_verb(fault.message)}", (collection,), place)


def _at(message: str, path: Any, place: Place) -> Fault:
    return Fault(message, path, place.file, place.line, place.column)
