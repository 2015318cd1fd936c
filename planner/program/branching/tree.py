"""Branch and bound, best bound first (Land and Doig 1960; Wolsey, Integer Programming, 1998, §7).

At the relaxation's optimum of a mix of requests only a few are fractional, each alone is practically whole at the
going prices, and cuts move nothing. So the tree is small, and each node is a few steps of the dual simplex from its
parent. The bound that is reported is the heap's, never the plan's.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from itertools import count

import numpy as np

from planner.program.branching.node import Node
from planner.program.branching.plans import Plans
from planner.program.branching.pseudocosts import Pseudocosts, score
from planner.program.branching.relaxed import Relaxed
from planner.program.highs.loaded import Outcome

CANDIDATES = 8
"""Binaries that are tried both ways before one is branched on."""
DIVES = 16
"""Nodes between two dives, once a few have been made."""


class Tree:
    """A search over the binaries of a relaxation; it can be stopped at any node, and says what is proved by then."""

    def __init__(self, relaxed: Relaxed, pseudocosts: Pseudocosts, plans: Plans, *, any_plan: bool = False) -> None:
        """``any_plan``: the first plan is good enough."""
        self.relaxed, self.pseudocosts, self.plans, self._any_plan = relaxed, pseudocosts, plans, any_plan
        self.nodes = 0
        """Nodes that are closed."""
        self.root: Node | None = None
        self._heap: list[tuple[float, int, Node]] = []
        self._order = count()
        self._cut = -math.inf
        """The best bound of what was closed because no better plan is there, by more than rounding."""

    @property
    def bound(self) -> float:
        """No plan is better."""
        top = -self._heap[0][0] if self._heap else -math.inf
        return max(top, self._cut, self.plans.best)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left that would have to be looked at."""
        enough = self._any_plan and self.plans.plan is not None
        return enough or not self._heap or -self._heap[0][0] <= self.plans.least

    def grow(self, known: Sequence[np.ndarray] = ()) -> Iterator[None]:
        """Look for plans around the root, then at one open node after the other, the one with the best bound first.

        ``known``: binaries of plans to look at before all others. Where it yields, what is said here holds; it ends
        where nothing is left to look at, or where the relaxation was stopped.
        """
        root = self.relaxed.within(self.relaxed.low, self.relaxed.high)
        if root is None:
            return
        self.root = root
        self._open(root)
        yield
        if not self.plans.is_plan(root):
            for _ in self.plans.around(root, known):
                yield
                if self.is_done:
                    return
        while not self.is_done and self._look(self._heap[0][2]):
            yield

    def _look(self, node: Node) -> bool:
        """Close the top node, its children open; whether that was done, and not stopped."""
        fixed = self._fixed(node)
        children = self._branched(fixed) if fixed.is_within else self._again(fixed)
        if self.relaxed.is_stopped:
            return False
        heapq.heappop(self._heap)
        for child in children:
            self._open(child)
        self.nodes += 1
        top = max(children, key=lambda child: child.bound, default=None)
        if top is not None and self._is_dive_due() and not self.plans.is_near(top.bound):
            self.plans.dive(top)
        return True

    def _fixed(self, node: Node) -> Node:
        """A node without what the root, or the node itself, shows to be no better than the best plan."""
        assert self.root is not None
        return node.fixed_by(self.root, self.plans.best).fixed_by(node, self.plans.best)

    def _again(self, node: Node) -> list[Node]:
        """A node of which the point lies outside of what fixing has left: solved anew before it is branched on."""
        found = self._within(node.low, node.high, node)
        return [] if found is None else [found]

    def _branched(self, node: Node) -> list[Node]:
        """The two halves of a node, by the binary whose decision is seen, or expected, to cost most."""
        chosen: list[Node] = []
        highest = -math.inf
        for binary in self._candidates(node):
            halves = [self._half(node, binary, up) for up in (False, True)]
            if self.relaxed.is_stopped:
                return []
            found = [half for half in halves if half is not None]
            lost = [node.bound - half.bound if half else math.inf for half in halves]
            if len(found) < 2:
                return found
            if (learned := float(score(*lost))) > highest:
                chosen, highest = found, learned
            if self.pseudocosts.is_reliable(binary):
                break
        return chosen

    def _candidates(self, node: Node) -> list[int]:
        """Fractional binaries, the most promising first: as many as are to be tried."""
        open_ = node.fractional
        expected = score(*self.pseudocosts.expected(open_, node.at[open_]))
        order = open_[np.argsort(-np.asarray(expected), kind="stable")]
        return [int(binary) for binary in order[:CANDIDATES]]

    def _half(self, node: Node, binary: int, up: bool) -> Node | None:
        """One half of a node; None where it need not be looked at: nothing is there, or nothing better, or a plan."""
        half = self._within(*node.bounded(binary, float(up)), node)
        if half is not None or self.relaxed.outcome is Outcome.OPTIMAL:
            reached = self.relaxed.reached if half is None else half.bound
            moved = 1 - node.at[binary] if up else node.at[binary]
            self.pseudocosts.learn(binary, up, float(moved), max(node.bound - reached, 0.0))
        return half

    def _within(self, low: np.ndarray, high: np.ndarray, node: Node) -> Node | None:
        """What is to be looked at below a node within tighter bounds; None where nothing is, or that was a plan."""
        found = self.relaxed.within(low, high, node.basis, self.plans.least)
        if found is None:
            if self.relaxed.outcome is Outcome.OPTIMAL:
                self._cut = max(self._cut, self.relaxed.reached)
            return None
        if self.plans.is_plan(found):
            self._cut = max(self._cut, found.bound)
            return None
        return found

    def _open(self, node: Node) -> None:
        heapq.heappush(self._heap, (-node.bound, next(self._order), node))

    def _is_dive_due(self) -> bool:
        return self.nodes & (self.nodes - 1) == 0 if self.nodes < DIVES else self.nodes % DIVES == 0
