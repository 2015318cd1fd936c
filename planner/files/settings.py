"""Single values set from outside: ``rules.Budget.at_most=3e6``, ``pools.h100-us.gpus=128``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.domain.names import alike, listed, nearest, suggestion
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files.annotations import fields_of
from planner.files.merging import without_rivals
from planner.files.places import KEY_OF, NOWHERE, Map, Place, Seq, placed
from planner.files.scalars import is_text, resolve
from planner.files.yaml_tree import read_yaml

DIGITS = 10
"""Of the number of an element, fewer than these."""
LONGEST = 100
"""Letters of a setting that are repeated in a message."""
FIELDS = tuple(name for name in fields_of(Scenario) if name != "format")


def with_setting(data: Map, setting: str) -> Map:
    """A copy of the data with one value set. Raises InputError where the path leads nowhere."""
    path, equals, text = setting.partition("=")
    setting = setting if len(setting) <= LONGEST else f"{setting[:LONGEST]}…"
    if not equals or not path.strip():
        raise InputError(
            [Fault("must be written as path=value: rules.Budget.at_most=3e6", file=f"--set {setting}", code="syntax")]
        )
    steps = path.strip().split(".")
    value = as_written(text.strip(), steps, f"--set {setting}")
    return _Setter(setting, value).into_map(data, steps, "")


def as_written(text: str, steps: Sequence[str], label: str) -> Any:
    """The value of a field by the rules of YAML: a number, text, or a list or mapping in brackets.

    ``steps`` lead to the field, ``label`` is where it was written. Raises InputError for brackets that are not closed.
    """
    holder = steps[-2] if len(steps) > 1 else ""
    if text[:1] not in ("[", "{", '"', "'"):
        return resolve(text, is_text(steps[-1], holder))
    try:
        return _from(read_yaml(text, key=steps[-1]), Place(label))
    except InputError as error:
        raise InputError([Fault(error.faults[0].message, file=label)]) from None


def _from(data: Any, place: Place) -> Any:
    """What was read, all of it from one place."""
    if isinstance(data, dict):
        return Map({key: _from(value, place) for key, value in data.items()}, dict.fromkeys(data, place))
    if isinstance(data, list):
        return Seq((_from(value, place) for value in data), [place] * len(data))
    return data


class _Setter:
    """Walks a path and copies what it passes, so that shared and shown data stay as they are."""

    def __init__(self, setting: str, value: Any) -> None:
        self._value, self._place = value, Place(f"--set {setting}")

    def into_map(self, at: dict[str, Any], steps: list[str], collection: str) -> Map:
        if collection == "" and steps[0] not in FIELDS:
            raise self._fault(f"a scenario has no '{steps[0]}'{suggestion(steps[0], FIELDS)}")
        result = Map(at, dict(getattr(at, "places", {})))
        key, rest = _longest(result, steps)
        if not rest:
            if self._value is None:
                result.pop(key, None)
            else:
                result.put(key, self._value, self._place)
            return result
        old_place = placed(result, key)
        result.put(key, self._inner(result.get(key), rest, key), old_place if old_place != NOWHERE else self._place)
        return result

    def _inner(self, at: Any, steps: list[str], key: str) -> Any:
        if isinstance(at, list | tuple):
            return self._into_list(at, steps, key)
        if at is None and key in ("requests", "pools", "people", "rules", "expect"):
            return self._into_list([], steps, key)
        if isinstance(at, dict) or at is None:
            return self.into_map(at or {}, steps, key)
        raise self._fault(f"'{key}' is {at}: it has no part '{'.'.join(steps)}'")

    def _into_list(self, at: Any, steps: list[str], collection: str) -> Seq:
        result = Seq(at, list(getattr(at, "places", [])) or [NOWHERE] * len(at))
        key = KEY_OF.get(collection)
        names = {e.get(key): i for i, e in enumerate(at) if isinstance(e, dict)} if key else {}
        name, rest = _longest(names, steps)
        index = names.get(name)
        if index is None and steps[0].isdecimal() and len(steps[0]) < DIGITS and 1 <= int(steps[0]) <= len(at):
            name, rest, index = steps[0], steps[1:], int(steps[0]) - 1
        if index is None:
            name, rest, index = self._called(at, steps, collection)
        if index is None and key and len(steps) == 1 and isinstance(self._value, dict):
            result.add(self._named(steps[0], key), self._place)
            return result
        if index is None:
            raise self._unknown(collection, ".".join(steps[:-1]) or steps[0], at)
        if rest:
            inner = self._inner(result[index], rest, name)
            is_whole = collection == "pools" and len(rest) == 1 and isinstance(inner, Map)
            result[index] = without_rivals(inner, {rest[0]: self._value}) if is_whole else inner
        elif self._value is None:
            del result[index], result.places[index]
        else:
            known = names_of(at[index], key)
            result[index] = self._named(known[0], key) if key and known else self._value
            result.places[index] = self._place
        return result

    def _called(self, at: Any, steps: list[str], collection: str) -> tuple[str, list[str], int | None]:
        """The element that most of the first steps name in whatever case, by its id or by what it is called.

        Raises InputError where they could be several.
        """
        key = KEY_OF.get(collection)
        words = [(word, index) for index, each in enumerate(at) for word in names_of(each, key)] if key else []
        for size in range(len(steps), 0, -1):
            name = ".".join(steps[:size])
            found = alike(name, words)
            if len(found) > 1:
                some = ", ".join(names_of(at[index], key)[0] for index in found)
                raise self._fault(f"'{name}' could be several of '{collection}': {some}; write all of one {key}")
            if found:
                return name, steps[size:], found[0]
        return steps[0], steps[1:], None

    def _named(self, name: str, key: str) -> Any:
        """The value as an element of that name, unless it says another itself."""
        if not isinstance(self._value, dict) or key in self._value:
            return self._value
        named = Map({key: name, **self._value}, dict(getattr(self._value, "places", {})))
        named.places[key] = self._place
        return named

    def _unknown(self, collection: str, name: str, at: Any) -> InputError:
        if collection not in KEY_OF:
            return self._fault(f"'{collection}' has no element {name}; its elements are 1 to {len(at)}")
        known = [names for each in at if (names := names_of(each, KEY_OF[collection]))]
        every = [name for names in known for name in names]
        close = nearest(name, every) or nearest(name.split(".")[0], every)
        hint = f"; did you mean '{close}'?" if close else listed([first for first, *_ in known])
        if not close and self._value is not None:
            hint += f"; to add one, give all of it: {collection}.{name.split('.')[0]}={{…}}"
        return self._fault(f"'{collection}' has no '{name}'{hint}")

    def _fault(self, message: str) -> InputError:
        return InputError([Fault(message, file=self._place.file, code="unknown-name")])


def names_of(element: Any, key: str | None) -> list[str]:
    """How an element may be called: by its id, role or name, and by what people call it."""
    if not isinstance(element, dict) or key is None:
        return []
    return [name for name in (element.get(key), element.get("name")) if isinstance(name, str) and name]


def _longest(known: Any, steps: list[str]) -> tuple[str, list[str]]:
    """The known name that most of the first steps make up (names may have dots), and the steps behind it."""
    for size in range(len(steps), 1, -1):
        name = ".".join(steps[:size])
        if name in known:
            return name, steps[size:]
    return steps[0], steps[1:]
