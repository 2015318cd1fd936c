"""Watching a solve and stopping it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solve is."""

    seconds: float
    """Since the solve began [s]."""
    best: float | None
    """Objective of the best plan so far; None before there is one."""
    bound: float | None
    """No plan is better than this."""

    @property
    def gap(self) -> float | None:
        """|bound − best| ÷ |best|, or None before there is a plan."""
        if self.best is None or self.bound is None:
            return None
        return abs(self.bound - self.best) / max(abs(self.best), 1e-9)


class Control:
    """The handle on a running solve: who holds it can cancel, and hears of progress."""

    def __init__(self, on_progress: Callable[[Progress], None] | None = None) -> None:
        self._on_progress = on_progress
        self._cancelled = Event()

    def cancel(self) -> None:
        """Stop as soon as the solver looks; the best plan found so far is kept."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def watched(self) -> bool:
        """Whether anyone wants to hear of progress."""
        return self._on_progress is not None

    def report(self, progress: Progress) -> None:
        if self._on_progress is not None:
            self._on_progress(progress)
