"""Rows that follow a list of names: those that stay are kept as they are, and so is the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtWidgets import QBoxLayout, QWidget

from planner.desktop.look.keyboard import go_back, place_in


def arranged[Name, Row: QWidget](
    box: QBoxLayout, rows: Mapping[Name, Row], names: Iterable[Name], make: Callable[[Name], Row], otherwise: QWidget
) -> dict[Name, Row]:
    """The rows in a layout for other names, in their order; ``otherwise`` gets the keyboard where none is left."""
    before, gone = list(rows.values()), dict(rows)
    place = place_in(before)
    found = {name: gone.pop(name) if name in gone else make(name) for name in names}
    for at, row in enumerate(found.values()):
        if box.indexOf(row) != at:
            box.insertWidget(at, row)
            row.show()  # at once, so that it can be given the keyboard
    for row in gone.values():
        box.removeWidget(row)
        row.hide()
        row.deleteLater()
    if place is not None and before[place[0]] in gone.values():
        go_back(list(found.values()), place, otherwise)
    return found
