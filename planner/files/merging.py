"""What ``changes`` make of a scenario's data.

Mappings are merged key by key and ``null`` removes a key. Replaced whole are: lists, ``objective``, a rule's ``of``,
and everything where half of the old would be wrong beside the new: quantities over time (``gpus``, ``nodes``,
``fte``, ``availability``, the figures of ``serve``, people by role), one-off ``cost`` and ``runs_on``. A ``demand`` of
another kind drops the old kind, a pool's ``nodes`` its ``gpus`` (and so on). ``options`` may be changed by id.
"""

from __future__ import annotations

from typing import Any

from pydantic.fields import FieldInfo

from planner.domain.base import HOLDERS, OVER_TIME, Noun
from planner.domain.inventory import RIVALS, Pool, Role
from planner.domain.names import suggestion
from planner.domain.request import Option, Request
from planner.domain.rule import Rule
from planner.errors import Code, Fault, Path
from planner.files.money import MONEY
from planner.files.places import KEY_OF, NOWHERE, Map, Place, Seq, placed
from planner.files.scalars import split_number

REPLACED = OVER_TIME | MONEY | {"runs_on", "objective", "of"}
KINDS_OF_DEMAND = ("gpus", "gpu_hours", "train", "serve")
_NOUNS: dict[str, tuple[str, type[Noun]]] = {
    "requests": ("request", Request),
    "pools": ("pool", Pool),
    "people": ("role", Role),
    "rules": ("rule", Rule),
    "options": ("option", Option),
}


def is_replaced(key: str, holder: str) -> bool:
    """Whether what a key holds is replaced whole; ``holder`` is the key of the mapping that it stands in."""
    return key in REPLACED or holder in HOLDERS


def _holder(path: Path) -> str:
    """The key of the mapping that a field stands in; nothing where that is an element, whatever it is called."""
    is_element = len(path) < 4 or (len(path) > 4 and path[-3] == "options")
    return "" if is_element else str(path[-2])


def merged(base: Map, changes: Map, faults: list[Fault]) -> Map:
    """The base with the changes made; what is wrong with the changes is added to the faults."""
    result = Map(base, dict(base.places))
    for key, change in changes.items():
        place = placed(changes, key)
        if key in KEY_OF and isinstance(change, dict):
            result.put(key, _elements(base.get(key), change, key, (key,), faults), base.places.get(key, place))
        elif key in KEY_OF and change is not None:
            faults.append(_fault(f"must be a mapping from {KEY_OF[key]} to what changes", ("changes", key), place))
        else:
            _change(result, key, change, place, (key,), faults)
    return result


def _elements(base: Any, changes: dict[str, Any], collection: str, path: Path, faults: list[Fault]) -> Seq:
    """A list whose elements have ids, with some of them changed, removed or added."""
    if not isinstance(base, list):
        base = Seq()
    key = KEY_OF[collection]
    result = {_name(element, key, index): (element, placed(base, index)) for index, element in enumerate(base)}
    for name, change in changes.items():
        place, here = placed(changes, name), (*path, name)
        if change is None:
            if result.pop(name, None) is None:
                message = f"there is no {_NOUNS[collection][0]} '{name}' to remove{_hint(name, result)}"
                faults.append(_fault(message, here, place))
        elif not isinstance(change, dict):
            faults.append(_fault("must be a mapping with what changes, or null to remove it", here, place))
        elif name in result and isinstance(result[name][0], dict):
            renamed = _identified(change, key, name, place)
            result[name] = (_deep(result[name][0], renamed, here, faults), result[name][1])
        elif lacks := missing(collection, change):
            noun = _NOUNS[collection][0]
            hint = _hint(name, result) or f"; a new {noun} would need {lacks}"
            faults.append(_fault(f"there is no {noun} '{name}' to change{hint}", here, place))
        else:
            fresh = Map({key: name}, {key: place})
            result[name] = (_deep(fresh, _identified(change, key, name, place), here, faults), place)
    return Seq([element for element, _ in result.values()], [place for _, place in result.values()])


def _identified(change: dict[str, Any], key: str, name: str, place: Place) -> dict[str, Any]:
    """A change that repeats its own id changes nothing by that; one that gives another renames."""
    return change if key in change else Map(change | {key: name}, {**getattr(change, "places", {}), key: place})


def _name(element: Any, key: str, index: int) -> Any:
    name = element.get(key) if isinstance(element, dict) else None
    return name if isinstance(name, str) else index


def _deep(base: dict[str, Any], change: dict[str, Any], path: Path, faults: list[Fault]) -> Map:
    result = Map(base, dict(getattr(base, "places", {})))
    if path[-1] == "demand" and any(change.get(kind) is not None for kind in KINDS_OF_DEMAND):
        result = Map({k: v for k, v in result.items() if k not in KINDS_OF_DEMAND or k in change}, result.places)
    if path[0] == "pools" and len(path) == 2:
        result = without_rivals(result, change)
    for key, value in change.items():
        _change(result, key, value, placed(change, key), (*path, key), faults)
    return result


def without_rivals(pool: Map, change: dict[str, Any]) -> Map:
    """A pool's data without what the change says otherwise: its GPUs in nodes, its price by the node."""
    gone = {RIVALS[key] for key, value in change.items() if key in RIVALS and value is not None} - change.keys()
    return Map({k: v for k, v in pool.items() if k not in gone}, pool.places) if gone & pool.keys() else pool


def _change(result: Map, key: str, value: Any, place: Place, path: Path, faults: list[Fault]) -> None:
    old = result.get(key)
    if value is None:
        if key not in result:
            faults.append(_fault(f"there is no '{key}' to remove{split_number(key)}", path, place))
        result.pop(key, None)
    elif key == "options" and isinstance(value, dict):
        result.put(key, _elements(old, value, key, path, faults), place)
    elif isinstance(value, dict) and not is_replaced(key, _holder(path)):
        result.put(key, _deep(old if isinstance(old, dict) else Map(), value, path, faults), place)
    else:
        result.put(key, value, place)


def missing(collection: str, change: dict[str, Any]) -> str:
    """What a change lacks that a new element needs, in words; without it, the id is probably misspelt.

    A request needs nothing but its id. So as not to take a misspelt id for a new request, a new one must have a name,
    or metrics with a demand or options, or repeat its id.
    """
    key, noun = KEY_OF[collection], _NOUNS[collection][1]
    if collection == "requests":
        whole = "metrics" in change and ("demand" in change or "options" in change)
        return "" if key in change or "name" in change or whole else "at least a name"
    if collection == "options":
        return ""
    fields: dict[str, FieldInfo] = noun.model_fields
    needed = [name for name, field in fields.items() if field.is_required() and name != key and name not in change]
    if collection == "pools" and not {"gpus", "nodes"} & change.keys():
        needed.append("gpus")
    return " and ".join(needed)


def _hint(name: str, known: dict[Any, Any]) -> str:
    return suggestion(name, [other for other in known if isinstance(other, str)])


def _fault(message: str, path: Path, place: Place = NOWHERE) -> Fault:
    code: Code = "unknown-name" if message.startswith("there is no") else "value"
    return Fault(message, path, place.file, place.line, place.column, code=code)
