"""Amounts with the digits that tables show of them, here and there alike."""

from __future__ import annotations


def points_words(points: float) -> str:
    """Points in at most six columns."""
    return amount_words(points, 6) if abs(points) >= 999.995 else f"{points:.2f}"


def amount_words(amount: float, columns: int) -> str:
    """An amount in so many columns: in full, in thousands, millions …, or by its power of ten."""
    for power, unit in enumerate(("", " k", " M", " G", " T")):
        if len(words := f"{amount / 1000**power:,.0f}{unit}") <= columns:
            return words
    return f"{amount:.{max(columns - 6, 0)}e}".replace("e+0", "e").replace("e+", "e")
