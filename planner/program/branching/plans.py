"""Whole plans that are found on the way: points that are whole, roundings of others, dives."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from planner.domain.plan import PROVED
from planner.program.branching.node import WHOLE, Node
from planner.program.branching.relaxed import Relaxed

DEEP = 24
"""Steps that a dive takes, one after the other, before it is given up."""
SURE = 2
"""A step decides the part of what leans to yes that does so most: one of so many."""


NEAR = 1e-2
"""Part of the whole within which a plan that was known leaves nothing to be found by roundings and dives: branching
closes that sooner. Measured at 200 requests, re-solves take 0.4 to 0.9 of the time."""


class Plans:
    """The best plan so far, and ways to come upon better ones. Figures are in the solver's scale."""

    def __init__(self, relaxed: Relaxed, beyond: float, constant: float, gap: float = 0.0) -> None:
        """``beyond``: what the first one has to reach more than; ``constant``: what the objective comes to besides.

        ``gap``: part of the whole within which a plan is good enough.
        """
        self.relaxed, self._constant = relaxed, constant
        self._near = gap or NEAR
        self.best = beyond
        """What the best plan reaches, or what one has to be beyond."""
        self.plan: np.ndarray | None = None
        """Every column of it; None where there is none yet."""
        self._is_led = False
        """Whether plans were known to begin with."""
        self._tried: dict[bytes, bool] = {}
        """Whole numbers that were held, and whether there is a plan with them."""

    @property
    def least(self) -> float:
        """What a bound must be above for better plans to be looked for below it."""
        if math.isinf(self.best):
            return self.best
        return self.best + PROVED * max(abs(self.best + self._constant), 1.0)

    def know(self, plan: np.ndarray, reached: float) -> None:
        """Take a plan that comes from elsewhere, with what it reaches."""
        if reached > self.best:
            self.best, self.plan = reached, plan

    def is_near(self, bound: float) -> bool:
        """Whether what is known, or is to be beaten, comes so near to a bound that only branching gets further."""
        whole = max(abs(self.best + self._constant), 1.0)
        return self._is_led and math.isfinite(self.best) and bound - self.best <= self._near * whole

    def is_plan(self, node: Node) -> bool:
        """Whether a node's point is whole; then that is a plan, and nothing below the node is better."""
        if len(node.fractional):
            return False
        if not self.hold(node.at, node) and not self.relaxed.is_stopped:
            # rounding the binaries was too much for some limit: as the relaxation has them, they are whole enough
            self.relaxed.within(node.low, node.high, node.basis)
            self._keep(self.relaxed.columns)
        return True

    def hold(self, binaries: np.ndarray, node: Node) -> bool:
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

    def around(self, root: Node, known: Sequence[np.ndarray]) -> Iterator[None]:
        """Try what is known, and what the relaxation chooses for sure, for the most part, or at all; then dive."""
        self._is_led = len(known) > 0
        for binaries in (*known, *(np.where(root.at > least, 1.0, 0.0) for least in (1 - WHOLE, 0.5, WHOLE))):
            self.hold(binaries, root)
            yield
            if self.is_near(root.bound):
                return
        self.dive(root)
        yield

    def dive(self, node: Node) -> None:
        """Decide some binaries after others as the relaxation leans, until what it finds is whole."""
        at: Node | None = node
        for _ in range(DEEP):
            if at is None or self.is_plan(at):
                return
            open_ = at.fractional
            leaning = open_[np.argsort(-at.at[open_], kind="stable")]
            at = self._leaning(at, leaning[: max(np.count_nonzero(at.at[leaning] > 0.5) // SURE, 1)])

    def _leaning(self, node: Node, binaries: np.ndarray) -> Node | None:
        """What is whole held, and yes to some more binaries, or to half of them, and so on; no to the last."""
        held = np.where(node.at > 1 - WHOLE, 1.0, node.low), np.where(node.at < WHOLE, 0.0, node.high)
        for count, value in (*((len(binaries) >> k, 1.0) for k in range(len(binaries).bit_length())), (1, 0.0)):
            low, high = (bounds.copy() for bounds in held)
            low[binaries[:count]] = high[binaries[:count]] = value
            found = self.relaxed.within(low, high, node.basis, self.least)
            if found is not None or self.relaxed.is_stopped:
                return found
        return None

    def _keep(self, plan: np.ndarray | None) -> None:
        if plan is not None:
            self.know(plan, self.relaxed.reached)
