"""What is chosen in one place is shown in all the others."""

from __future__ import annotations

from planner.desktop.pages import Pages
from planner.desktop.panels import Panels
from planner.desktop.why.cards import Subject


class Chooser:
    """Shows one request, pool, role or rule everywhere, and explains it."""

    def __init__(self, pages: Pages, panels: Panels) -> None:
        self._pages, self._panels = pages, panels

    def request(self, name: str) -> None:
        """Select a request in every table, explain it, and offer to move its value."""
        self._pages.plan.show_request(name)
        view = self._pages.requests.view
        if view.current_name() != name:
            blocked = view.blockSignals(True)
            view.show_cell(name)
            view.blockSignals(blocked)
        self._panels.why.ask(Subject("request", name))
        self._panels.details.choose("requests", name)
        self._panels.whatif.choose("value", name)

    def pool(self, name: str) -> None:
        """Explain a pool, and offer to move it."""
        self._panels.why.ask(Subject("pool", name))
        self._panels.whatif.choose("gpus", name)

    def rule(self, name: str) -> None:
        """Explain a rule, and offer to move its limit."""
        self._panels.why.ask(Subject("rule", name))
        self._panels.whatif.choose("limit", name)

    def role(self, name: str) -> None:
        """Explain the people of a role."""
        self._panels.why.ask(Subject("people", name))

    def limit(self, kind: str, name: str) -> None:
        """Explain what a row of the table of limits is about."""
        {"rule": self.rule, "people": self.role}.get(kind, self.pool)(name)
