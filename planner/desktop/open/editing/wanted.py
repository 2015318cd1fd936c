"""What was read as a number or as a part of a whole, if it is one."""

from __future__ import annotations

from planner.desktop.look.words import tr
from planner.errors import InputError


def number(value: object, least: float | None = None) -> float:
    """What was read as a number. Raises InputError where it is none, or too small."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        found = tr("nothing") if value is None else f"“{value}”"
        raise InputError(tr("must be a number, not {found}", found=found))
    if least is not None and value < least:
        raise InputError(tr("must be {least} or more, not {value}", least=f"{least:g}", value=f"{value:g}"))
    return float(value)


def part(value: object) -> float:
    """What was read as a part of a whole. Raises InputError for what is none, as where the sign was forgotten."""
    found = number(value, least=0.0)
    if found > 1:
        raise InputError(tr("{whole} % is more than all there is; write {part} % for a part of it",
                            whole=f"{100 * found:,.6g}", part=f"{found:g}"))  # fmt: skip
    return found
