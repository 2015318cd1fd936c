"""Branch and bound, best bound first (Land and Doig 1960; Wolsey, Integer Programming, 1998, §7).

At the relaxation's optimum of a mix of requests only a few are fractional, each alone is practically whole at the
going prices, and cuts move nothing. So the tree is small, and each node is a few steps of the dual simplex from its
parent. The bound that is reported is the heap's, never the plan's.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from planner.domain.plan import PROVED
from planner.program.branching.node import WHOLE, Node
from planner.program.branching.pseudocosts import Pseudocosts, score
from planner.program.branching.relaxed import Relaxed
from planner.program.highs.loaded import Outcome

CANDIDATES = 8
"""Binaries that are tried both ways before one is branched on."""
DEEP = 12
"""Decisions that a dive makes, one after the other, before it is given up."""
DIVES = 16
"""Nodes between two dives, once a few have been made."""


@dataclass(frozen=True)
class Enough:
    """When a search may end. In the solver's scale."""

    constant: float = 0.0
    """What the objective comes to besides."""
    beyond: float = -math.inf
    """Plans that reach no more than this are not looked for."""
    is_any: bool = False
    """Whether the first plan that reaches more is good enough."""


class Tree:
    """A search over the binaries of a relaxation; it can be stopped at any node, and says what is proved by then."""

    def __init__(self, relaxed: Relaxed, pseudocosts: Pseudocosts, enough: Enough) -> None:
        self.relaxed, self.pseudocosts, self.enough = relaxed, pseudocosts, enough
        self.best = enough.beyond
        """What the best plan reaches, or what one has to be beyond."""
        self.plan: np.ndarray | None = None
        """Every column of it."""
        self.nodes = 0
        """Nodes that are closed."""
        self.root: Node | None = None
        self._heap: list[tuple[float, int, Node]] = []
        self._order = count()
        self._cut = -math.inf
        """The best bound of what was cut off although it lies above the best plan, by less than the gap."""
        self._tried: dict[bytes, bool] = {}
        """Whole numbers that were held, and whether there is a plan with them."""

    # -- what is known --------------------------------------------------------------------------------------------

    @property
    def bound(self) -> float:
        """No plan is better."""
        open_ = -self._heap[0][0] if self._heap else -math.inf
        return max(open_, self._cut, self.best)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left that would have to be looked at."""
        return (
            not self._heap
            or not self._matters(-self._heap[0][0])
            or (self.enough.is_any and self.best > self.enough.beyond)
        )

    @property
    def _least(self) -> float:
        """What a bound must be above for better plans to be looked for below it."""
        if math.isinf(self.best):
            return self.best
        return self.best + PROVED * max(abs(self.best + self.enough.constant), 1.0)

    def _matters(self, bound: float) -> bool:
        return bound > self._least

    # -- the search -----------------------------------------------------------------------------------------------

    def plant(self, known: np.ndarray | None = None) -> None:
        """Solve the root, and look for plans around it: a known one within the bounds, roundings, a dive."""
        self.root = root = self.relaxed.within(self.relaxed.low, self.relaxed.high)
        if root is None:
            return
        if not self._take_whole(root):
            if known is not None:
                self._hold(known, root)
            for threshold in (1 - WHOLE, 0.5, WHOLE):
                self._hold(np.where(root.at > threshold, 1.0, 0.0), root)
            self._dive(root)
            self._push(root)

    def grow(self, known: Sequence[np.ndarray] = ()) -> Iterator[None]:
        """Look for plans around the root, then at one open node after the other, the one with the best bound first.

        ``known``: binaries of plans to look at before all others. Where it yields, what is said here holds; it ends
        where nothing is left to look at, or where the relaxation was stopped.
        """
        root = self.relaxed.within(self.relaxed.low, self.relaxed.high)
        if root is None:
            return
        self.root = root
        heapq.heappush(self._heap, (-root.bound, next(self._order), root))
        if not self._take_whole(root):
            for binaries in self._roundings(root, known):
                self._hold(binaries, root)
                yield
            if not self.is_done:
                self._dive(root)
                yield
        while not self.is_done and self._look(self._heap[0][2]):
            yield

    def _roundings(self, root: Node, known: Sequence[np.ndarray]) -> Iterator[np.ndarray]:
        """What was known, and what the relaxation chooses for sure, for the most part, or at all."""
        yield from known
        for threshold in (1 - WHOLE, 0.5, WHOLE):
            yield np.where(root.at > threshold, 1.0, 0.0)

    def _look(self, node: Node) -> bool:
        """Close the top node, its children open; whether that was done, and not stopped."""
        fixed = self._fixed(node)
        children = self._branched(fixed) if fixed.is_within else self._again(fixed)
        if self.relaxed.is_stopped:
            return False
        heapq.heappop(self._heap)
        for child in children:
            self._push(child)
        self.nodes += 1
        if children and self._is_dive_due():
            self._dive(max(children, key=lambda child: child.bound))
        return True

    def _fixed(self, node: Node) -> Node:
        """A node without what the root, or the node itself, shows to be no better than the best plan."""
        assert self.root is not None
        return node.fixed_by(self.root, self.best).fixed_by(node, self.best)

    def _again(self, node: Node) -> list[Node]:
        """A node of which the point lies outside of what fixing has left: solved anew before it is branched on."""
        found = self._within(node.low, node.high, node)
        return [] if found is None or self._take_whole(found) else [found]

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

    def _candidates(self, node: Node) -> Iterator[int]:
        """Fractional binaries, the most promising first: as many as are to be tried."""
        open_ = node.fractional
        expected = score(*self.pseudocosts.expected(open_, node.at[open_]))
        order = open_[np.argsort(-np.asarray(expected), kind="stable")]
        yield from order[:CANDIDATES].tolist()

    def _half(self, node: Node, binary: int, up: bool) -> Node | None:
        """One half of a node; None where it need not be looked at: nothing is there, or nothing better, or a plan."""
        half = self._within(*node.bounded(binary, float(up)), node)
        if self.relaxed.outcome is Outcome.OPTIMAL:
            moved = 1 - node.at[binary] if up else node.at[binary]
            self.pseudocosts.learn(binary, up, float(moved), max(node.bound - self.relaxed.reached, 0.0))
        return None if half is None or self._take_whole(half) else half

    def _within(self, low: np.ndarray, high: np.ndarray, node: Node) -> Node | None:
        """The best point below a node within tighter bounds; None where nothing there is better than the best plan."""
        found = self.relaxed.within(low, high, node.basis, self._least)
        if found is None and self.relaxed.outcome is Outcome.OPTIMAL:
            self._cut = max(self._cut, self.relaxed.reached)
        return found

    def _push(self, node: Node) -> None:
        if self._matters(node.bound):
            heapq.heappush(self._heap, (-node.bound, next(self._order), node))
        else:
            self._cut = max(self._cut, node.bound)

    # -- plans ----------------------------------------------------------------------------------------------------

    def _take_whole(self, node: Node) -> bool:
        """Whether a node's point is whole; then it is a plan, and nothing below the node is better."""
        if len(node.fractional):
            return False
        if not self._hold(node.at, node) and not self.relaxed.is_stopped:
            # rounding the binaries was too much for some limit: as the relaxation has them, they are whole enough
            self.relaxed.within(node.low, node.high, node.basis)
            self._keep(self.relaxed.columns)
        self._cut = max(self._cut, node.bound)
        return True

    def _hold(self, binaries: np.ndarray, node: Node) -> bool:
        """Whether there is a plan with the binaries held at what they round to, within the node's bounds."""
        held = np.clip(np.round(binaries), node.low, node.high)
        key = held.tobytes()
        if key not in self._tried:
            found = self.relaxed.held(held, node.basis)
            if self.relaxed.is_stopped:
                return False
            self._tried[key] = found
            if found:
                self._keep(self.relaxed.columns)
        return self._tried[key]

    def _keep(self, plan: np.ndarray | None) -> None:
        """Remember a plan if it is the best one so far."""
        if plan is not None and self.relaxed.reached > self.best:
            self.best, self.plan = self.relaxed.reached, plan

    def _dive(self, node: Node) -> None:
        """Decide one binary after the other as the relaxation leans, until what it finds is whole."""
        at: Node | None = node
        for _ in range(DEEP):
            if at is None or self._take_whole(at):
                return
            open_ = at.fractional
            at = self._leaning(at, int(open_[np.argmax(at.at[open_])]))

    def _leaning(self, node: Node, binary: int) -> Node | None:
        """What is whole held, and one more binary: yes, or else no."""
        low = np.where(node.at > 1 - WHOLE, 1.0, node.low)
        high = np.where(node.at < WHOLE, 0.0, node.high)
        for value in (1.0, 0.0):
            low[binary] = high[binary] = value
            found = self.relaxed.within(low.copy(), high.copy(), node.basis, self._least)
            if found is not None:
                return found
        return None

    def _is_dive_due(self) -> bool:
        return self.nodes & (self.nodes - 1) == 0 if self.nodes < DIVES else self.nodes % DIVES == 0
