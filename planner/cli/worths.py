"""What things are worth, in the terminal: what blocks bring as a table, then a sentence a section."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from planner.cli.console import Chapters
from planner.domain.worth import leading, money
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import Promise, Rung, TwoSided
from planner.tradeoffs.sentences import plans as plan_words
from planner.tradeoffs.sentences import worth as words
from planner.tradeoffs.sentences.phrases import pool_title
from planner.words.amounts import are_points, brought_words, short

BLOCKS = "A block more, a block less"
LADDER = "More and more"
PEOPLE = "GPUs or people"
PROMISES = "What promises cost"
LACKING = "What is lacking, and what is idle"
CHAIN = "From your list to the best list"

type Found = tuple[Any, str]
"""What was found, and its sentence."""
type Blocks = dict[float, TwoSided]
"""What one pool's blocks are worth, by their size."""
type Column = tuple[str, Callable[[Blocks], str]]
"""A head, and what it says of one pool."""


class Worths:
    """Prints a section as soon as the next one begins; ``everything``: every sentence of it."""

    def __init__(self, study: Study, *, everything: bool) -> None:
        self._study, self._everything = study, everything
        self._chapters = Chapters()
        self._title, self._found = "", list[Found]()

    def take(self, title: str, entry: Any, sentence: str) -> None:
        """One more of what was found."""
        if title != self._title:
            self.close()
        self._title = title
        self._found.append((entry, sentence))

    def close(self) -> None:
        """Print the section that is open."""
        found, self._found = self._found, []
        entries = [entry for entry, _ in found]
        if entries and isinstance(entries[0], TwoSided):
            self._blocks(entries)
        elif entries and isinstance(entries[0], Rung):
            self._ladder(entries)
        elif entries:
            for sentence in self._sentences(found):
                self._chapters.say(self._title, sentence)

    def _sentences(self, found: Sequence[Found]) -> Sequence[str]:
        if self._everything:
            return [sentence for _, sentence in found]
        first, last = found[0], found[-1]
        if self._title == PROMISES:
            priced = [entry for entry, _ in found if isinstance(entry, Promise)]
            free = sum(len(entry["slack"]) for entry, _ in found if not isinstance(entry, Promise))
            return [words.promises_sentence(self._study, priced, free)]
        if self._title == LACKING:
            return [plan_words.balance_sentence(self._study, first[0])]
        return [first[1] if self._title == CHAIN else last[1]]

    def _blocks(self, found: Sequence[TwoSided]) -> None:
        """A row a pool, best first."""
        study, sizes = self._study, sorted({each.block for each in found})
        by_pool: dict[str, Blocks] = {}
        for each in found:
            by_pool.setdefault(each.pool, {})[each.block] = each
        complete = [blocks for blocks in by_pool.values() if len(blocks) == len(sizes)]  # it may have been stopped
        ranked = sorted(complete, key=lambda blocks: _rank(study, blocks[sizes[-1]]))
        columns = _columns(study, sizes, ranked)
        late = "" if found[0].start == study.scenario.calendar.labels[0] else f" from {found[0].start} on"
        title = f"{BLOCKS}{late} [{words.counted(study)}]"
        rows = [[pool_title(study, blocks[sizes[-1]].pool), *(tell(blocks) for _, tell in columns)]
                for blocks in ranked]  # fmt: skip
        self._chapters.show(title, ["pool", *(head for head, _ in columns)], rows)
        largest = [blocks[sizes[-1]] for blocks in ranked]
        self._chapters.say(
            title, f"{words.on_top_sentence(study, largest)} {words.net_sentence(study, largest)}".strip()
        )

    def _ladder(self, rungs: Sequence[Rung]) -> None:
        """A row a rung: what so many more bring in all, and what the last of them add."""
        cells = [
            [f"{rung.gpus:,.0f}", *(words.cell(self._study, by) for by in (rung.gain, rung.step))] for rung in rungs
        ]
        self._chapters.show(
            f"{LADDER} [{words.counted(self._study)}]", ["more of them", "in all", "the last step"], cells
        )


def _rank(study: Study, worth: TwoSided) -> tuple[float, float, str]:
    net, gain = words.net(study, worth), worth.more if study.better > 0 else -worth.more
    return (0.0 if net is None else -net, -gain.low if gain.known else math.inf, worth.pool)


def _columns(study: Study, sizes: Sequence[float], rows: Sequence[Blocks]) -> list[Column]:
    """Small blocks more and fewer, the largest more, also where it is paid on top of a budget that holds it; then what
    it brings, costs, and brings net.
    """
    large, scenario = sizes[-1], study.scenario
    found = [column for size in sizes[:-1] or sizes for column in _both_sides(study, size)]
    if len(sizes) > 1:
        found.append(_both_sides(study, large)[0])
    held = any(words.is_held_by_budgets(study, blocks[large]) for blocks in rows)
    if held:
        found.append((f"{large:,.0f} on top", lambda blocks: _paid_on_top(study, blocks[large])))
    if study.better < 0:
        return found  # what the objective counts is what is spent
    metric = scenario.value.headline or money(scenario) or leading(scenario)
    is_told = held and metric == money(scenario)  # by the net, and there is no room for both
    if study.is_plain_value and metric and not is_told and not are_points(scenario):
        found.append((f"≈ {brought_words(scenario, metric)}", lambda blocks: _behind(study, blocks[large], metric)))
    found.append((f"{large:,.0f} cost [{scenario.currency}]", lambda blocks: short(blocks[large].cost)))
    if study.is_plain_value and money(scenario):
        found.append((f"net [{scenario.currency}]", lambda blocks: _net(study, blocks[large])))
    return found


def _paid_on_top(study: Study, worth: TwoSided) -> str:
    """What a block brings where the budgets rise by what it costs; what it brings anyway where none counts it."""
    return words.cell(study, worth.more if worth.on_top is None else worth.on_top)


def _behind(study: Study, worth: TwoSided, metric: str) -> str:
    """What a block brings of a metric; of a range of points, it would be that of one plan in it."""
    return short(worth.metrics.get(metric, 0.0)) if worth.more.exact(study.scale) else "–"


def _both_sides(study: Study, size: float) -> list[Column]:
    return [
        (f"{size:,.0f} more", lambda blocks: words.cell(study, blocks[size].more)),
        (f"{size:,.0f} fewer", lambda blocks: words.cell(study, blocks[size].fewer)),
    ]


def _net(study: Study, worth: TwoSided) -> str:
    net = words.net(study, worth)
    return "–" if net is None else f"{'−' if net < 0 else ''}{short(abs(net))}"
