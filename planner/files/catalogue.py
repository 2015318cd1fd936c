"""Accelerators in use, with the source of every figure."""

from __future__ import annotations

from functools import cache
from importlib.resources.abc import Traversable

import yaml
from pydantic import TypeAdapter, ValidationError

from planner.domain.inventory import Accelerator
from planner.errors import Fault, InputError
from planner.files.resources import resource

_ENTRIES = TypeAdapter(dict[str, Accelerator])
_ADVICE = "it belongs to the program, so install the program again"


@cache
def catalogue() -> dict[str, Accelerator]:
    """Every accelerator of the catalogue by name. Raises InputError where the file is missing or broken."""
    return read_catalogue(resource("accelerators.yaml"))


def read_catalogue(file: Traversable) -> dict[str, Accelerator]:
    """The accelerators of one file by name. Raises InputError, which lists every fault."""
    try:
        return _ENTRIES.validate_python(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except ValidationError as error:
        faults = [Fault(f"{each['msg']}; {_ADVICE}", tuple(each["loc"]), str(file)) for each in error.errors()]
        raise InputError(faults) from None
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        found = f"the catalogue of accelerators can't be read ({' '.join(str(error).split())}); {_ADVICE}"
        raise InputError([Fault(found, file=str(file))]) from None
