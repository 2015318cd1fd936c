"""The Plan tab's rows: every request in priority order, with its decision and the reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject

from planner.desktop.look.numbers import index_text, number_text, whole_percent
from planner.desktop.look.read_table import ReadColumn, ReadTable
from planner.desktop.look.theme import current
from planner.desktop.look.words import tr
from planner.domain.plan import Plan
from planner.words.amounts import CUT
from planner.words.held import held_word, held_words
from planner.words.names import started

SURE = 0.9
"""A decision that holds in so many of the futures holds, as in ``Robustness``."""
SAME = 5e-4
"""Shares that differ by less are alike."""

type Decided = dict[str, Any]
"""A row of ``plan.requests``, and the request's ``title``."""


def _points(points: float) -> str:
    return f"{points:,.2f}"


def _amount(amount: float) -> str:
    return "–" if math.isnan(amount) else number_text(round(amount, 2) if abs(amount) < 1000 else round(amount), 2)


@dataclass(frozen=True)
class _Column:
    """A column of ``plan.requests`` on screen."""

    name: str
    title: str
    tip: str
    shown: Callable[[Any], str] = str
    unit: str = ""
    is_number: bool = True
    width: int = 90


COLUMNS = (
    _Column("rank", "#", "Priority: by scarcity index, highest first", width=40),
    _Column("title", "Request", "The request", is_number=False, width=222),
    _Column("decision", "Decision", "fund: full share · trim: a part · defer: later than asked · decline: nothing. "
            "promised, committed, needed: below the cut line, and held in the plan", is_number=False, width=128),
    _Column("option", "Option", "The way in which it is served, of several", is_number=False, width=84),
    _Column("share", "Share", "Part of its demand that is served", whole_percent, width=108),
    _Column("firm", "Firm", "In how many futures it is served, or not served, as in the plan: values, demands and "
            "deliveries are drawn at random around their guesses, as the assumptions in Rules and weights say",
            width=62),
    _Column("scarcity_index", "Index", "Scarcity index: value ÷ opportunity cost; above 1, the cut line, it earns its "
            "GPUs, below something else earns them more", index_text, width=62),
    _Column("value_points", "Value", "What it would bring when served in full [points]", _points, "points", width=96),
    _Column("captured_points", "Captured", "What the plan captures of it [points]", _points, "points", width=116),
    _Column("team", "Team", "Team that asks", is_number=False, width=90),
    _Column("given_gpu_hours", "Given", "GPU-hours that it is given, of whichever GPUs serve it", _amount, "GPU·h",
            width=116),
    _Column("cost", "Cost", "What serving it costs", _amount, "currency", width=116),
    _Column("reason", "Reason", "Why it is decided so, and what holds it where something else would earn its GPUs more",
            is_number=False, width=420),
)  # fmt: skip
MARKED = ("decision", "share")
"""Columns that say what the last edit changed."""


class DecisionTable(ReadTable[Decided]):
    """A plan's requests as rows. What changed since the plan before is marked."""

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self.is_stale = False
        self._held: Mapping[str, tuple[int, int]] = {}
        self.show_plan(None, None)

    def show_plan(self, plan: Plan | None, before: Plan | None) -> None:
        found = _decided(plan) if plan is not None else []
        earlier = before.tables.requests.rows("id", "decision", "share") if before is not None else ()
        self._before: dict[str, tuple[str, float]] = {name: (decision, share) for name, decision, share in earlier}
        reaching = [k for k, row in enumerate(found) if row["scarcity_index"] >= CUT]
        self.cut_row = reaching[-1] if reaching and len(reaching) < len(found) else -1
        """The last row whose index reaches 1, or -1."""
        currency = plan.scenario.currency if plan is not None else ""
        self.show_rows([self._column(column, currency) for column in COLUMNS], found)

    def show_firmness(self, held: Mapping[str, tuple[int, int]]) -> None:
        """In how many futures each decision holds, of how many, by request; of nothing: nothing is known."""
        if held != self._held:
            self._held = held
            self.redraw()

    def set_stale(self, is_stale: bool) -> None:
        """Whether the rows are of another scenario than the one that is open."""
        if is_stale != self.is_stale:
            self.is_stale = is_stale
            self.redraw()

    def request(self, row: int) -> str:
        return str(self.rows[row]["id"])

    def row_of(self, request: str) -> int:
        return next((k for k, row in enumerate(self.rows) if row["id"] == request), -1)

    def change(self, now: Decided) -> str:
        """What the last edit did to a request: ``decline before``; nothing where it is as before."""
        if not self._before:
            return ""
        if now["id"] not in self._before:
            return tr("not there before")
        decision, share = self._before[now["id"]]
        if decision == now["decision"] and abs(share - now["share"]) < SAME:
            return ""
        return tr("{decision} {share} before", decision=tr(decision), share=whole_percent(share))

    def bar(self, row: Decided) -> str:
        """The colour of a share's bar: the decision's, grey while the plan is stale."""
        return current().decision("" if self.is_stale else row["decision"])

    def _column(self, of: _Column, currency: str) -> ReadColumn[Decided]:
        name, shown, unit = of.name, of.shown, currency if of.unit == "currency" else of.unit
        text: Callable[[Decided], str] = lambda row: shown(row[name])  # noqa: E731
        text = {"decision": _decision, "firm": self._firm}.get(name, text)
        found = ReadColumn[Decided](
            tr(of.title) + (f" [{tr(unit)}]" if unit else ""),
            text,
            ink=self._ink,
            tip=tr(of.tip),
            at_right=of.is_number,
            width=of.width,
        )
        if name in MARKED:
            return replace(
                found, hint=self._moved, ground=self._ground, ink=self._ink if of.is_number else self._colour
            )
        if name == "firm":
            return replace(found, hint=self._firmness, ink=self._firm_ink)
        if name == "reason":
            return replace(found, hint=lambda row: "\n".join(filter(None, (str(row["reason"]), row["held"]))))
        return replace(found, hint=lambda row: str(row["name"])) if name == "title" else found

    def _firm(self, row: Decided) -> str:
        """``61/64``; nothing while no future is known."""
        held = self._held.get(row["id"])
        return f"{held[0]}/{held[1]}" if held and not self.is_stale else ""

    def _firmness(self, row: Decided) -> str:
        held = self._held.get(row["id"])
        if not held or self.is_stale:
            return tr("Futures are drawn while nothing else is to do.")
        holds = tr("holds") if held[0] >= SURE * held[1] else tr("may well be another one")
        return tr(
            "Served, or not, as here in {held} of {count} futures: it {holds}.",
            held=held[0],
            count=held[1],
            holds=holds,
        )

    def _firm_ink(self, row: Decided) -> str:
        held = self._held.get(row["id"])
        return current().warn if held and held[0] < SURE * held[1] else self._ink(row)

    def _moved(self, row: Decided) -> str:
        """What the last edit did to a request, and what holds it."""
        return "\n".join(filter(None, (self.change(row), row["held"])))

    def _ink(self, row: Decided) -> str:
        return current().quiet if self.is_stale else ""

    def _colour(self, row: Decided) -> str:
        return self._ink(row) or current().decision(row["decision"])

    def _ground(self, row: Decided) -> str:
        return current().changed_surface if not self.is_stale and self.change(row) else ""


def _decision(row: Decided) -> str:
    """``trim, promised`` for what is held below the cut line."""
    decided = tr(str(row["decision"]))
    return tr("{decision}, {mark}", decision=decided, mark=tr(row["mark"])) if row["mark"] else decided


def _decided(plan: Plan) -> list[Decided]:
    """The requests in priority order, with a title, what they cost, and what holds them where that is marked."""
    names = (
        "id",
        "name",
        "held_by",
        *(column.name for column in COLUMNS if column.name not in ("title", "cost", "firm")),
        plan.cost_column,
    )
    found = plan.tables.requests.records(*names)
    titles = {request.id: request.title for request in plan.scenario.requests}
    for row in found:
        row["title"], row["cost"] = row["name"] or row["id"], row[plan.cost_column]
        row["mark"] = held_word(row["held_by"], row["scarcity_index"])
        row["held"] = tr("{clause}.", clause=started(held_words(row["held_by"], titles))) if row["mark"] else ""
    return found
