"""What is chosen in one place is shown in all the others."""

from __future__ import annotations

from planner.desktop.pages.tables.view import TableView
from planner.desktop.panels.why.cards import Subject
from planner.desktop.window.pages import Pages
from planner.desktop.window.panels import Panels


class Chooser:
    """Shows one request, pool, role or rule everywhere, and explains it."""

    def __init__(self, pages: Pages, panels: Panels) -> None:
        self._pages, self._panels = pages, panels

    def request(self, name: str) -> None:
        """Select a request in every table, explain it, and offer to move its value."""
        self._pages.plan.show_request(name)
        _select(self._pages.requests.view, name)
        self._panels.why.ask(Subject("request", name))
        self._panels.details.choose("requests", name)
        self._panels.whatif.choose("value", name)

    def pool(self, name: str) -> None:
        """Select a pool in its table, explain it, and offer to move it."""
        _select(self._pages.inventory.pools.view, name)
        self._panels.why.ask(Subject("pool", name))
        self._panels.details.choose("pools", name)
        self._panels.whatif.choose("gpus", name)

    def rule(self, name: str) -> None:
        """Explain a rule, and offer to move its limit."""
        self._panels.why.ask(Subject("rule", name))
        self._panels.whatif.choose("limit", name)

    def role(self, name: str) -> None:
        """Select a role in its table, and explain its people."""
        _select(self._pages.inventory.people.view, name)
        self._panels.why.ask(Subject("people", name))
        self._panels.details.choose("people", name)

    def weight(self, metric: str) -> None:
        """Go to the weight of a metric."""
        self._pages.show_place(("value", "weights", metric))

    def team(self, name: str) -> None:
        """Show the requests of a team, and no others."""
        page = self._pages.requests
        self._pages.show_table(page)
        page.bar.choose("team", name)

    def named(self, kind: str, name: str) -> None:
        """Show what a mark of a chart, or a row of a table, stands for."""
        known = {
            "request": self.request, "rule": self.rule, "people": self.role, "weight": self.weight, "team": self.team,
        }  # fmt: skip
        known.get(kind, self.pool)(name)


def _select(view: TableView, name: str) -> None:
    """Put the cursor of a table on a row, without telling anyone."""
    if view.current_name() != name:
        blocked = view.blockSignals(True)
        view.show_cell(name)
        view.blockSignals(blocked)
