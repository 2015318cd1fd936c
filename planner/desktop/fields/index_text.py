"""The scarcity index as text."""

from __future__ import annotations

import math


def index_text(value: float) -> str:
    """A scarcity index: ∞ is uncontested, – is worth nothing by itself."""
    return "–" if math.isnan(value) else "∞" if math.isinf(value) else f"{value:.2f}"
