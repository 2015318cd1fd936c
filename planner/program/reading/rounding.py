"""Every number of a plan to twelve significant digits: more are the solver's noise."""

from __future__ import annotations

import numpy as np

DIGITS = 12
POWERS = np.array([float(f"1e{k}") for k in range(23)])
"""The powers of ten that are exact as floats."""
NEAR_HALF = 1e-3
"""Nearer to a half than this, the rounding of a product may decide to which side a digit goes."""


def tidy(number: float) -> float:
    """A number to twelve significant digits, without a negative zero."""
    return float(f"{number:.{DIGITS}g}") + 0.0


def tidied(numbers: np.ndarray) -> np.ndarray:
    """``tidy`` of each number.

    A number times a power of ten, rounded, is its digits as a whole number; that divided by the power is the float
    nearest to them, as both are exact. What is too large, too small or too near to a half for it is written out.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        power = DIGITS - 1 - np.floor(np.log10(np.abs(numbers)))
        written = (power >= 0) & (power < len(POWERS))
        factor = POWERS[np.where(written, power, 0).astype(np.int64)]
        scaled = numbers * factor
        digits = np.rint(scaled)
        size = np.abs(scaled)
        sure = written & (np.abs(np.abs(scaled - digits) - 0.5) > NEAR_HALF)
        sure &= (size >= POWERS[DIGITS - 1]) & (size < POWERS[DIGITS] - 1)
        found = np.where(sure, digits / factor, numbers) + 0.0
    for at in zip(*np.nonzero(~sure & (numbers != 0) & np.isfinite(numbers)), strict=True):
        found[at] = tidy(numbers[at])
    return found
