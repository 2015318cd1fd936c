"""Parts of a program that know nothing of each other, side by side: a block-diagonal matrix.

The best that one block can do is then what it does in the best of all of them together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.program.formulation.assembly import Program

POOLS = ("pool_capacity", "pool_capacity_within")
"""Families of whose limits a block has its part."""
CUT = (*POOLS, "people")
"""Families that speak of all requests: a block has what they say of its own columns."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some columns of a program, in their order."""

    columns: np.ndarray
    costs: np.ndarray
    """What a unit of each column brings: maximised."""
    part: float
    """Of every pool."""


@dataclass(frozen=True)
class Blocks:
    """The columns of all blocks, one block behind the other, with the rows that speak of nothing else."""

    low: np.ndarray
    high: np.ndarray
    whole: np.ndarray
    """Whether each column must be whole."""
    costs: np.ndarray
    block: np.ndarray
    """Of each column."""
    row_low: np.ndarray
    row_high: np.ndarray
    row_block: np.ndarray
    """Of each row."""
    places: np.ndarray
    """The column of each coefficient, ascending."""
    rows: np.ndarray
    coefficients: np.ndarray

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return int(self.block.max(initial=-1)) + 1

    @cached_property
    def starts(self) -> np.ndarray:
        """Where the coefficients of each column begin."""
        return np.searchsorted(self.places, np.arange(len(self.low)))

    def excess(self, values: np.ndarray) -> np.ndarray:
        """By how much each block breaks any of its rows at the most."""
        reached = np.bincount(self.rows, self.coefficients * values[self.places], len(self.row_low))
        found = np.zeros(self.count)
        np.maximum.at(found, self.row_block, np.maximum(self.row_low - reached, reached - self.row_high))
        return found


class Cutting:
    """Cuts blocks out of a program; whole families, and commitments, can be set aside."""

    def __init__(self, program: Program, aside: Collection[str]) -> None:
        self._program = program
        families = [family for family, *_ in program.keys]
        must = np.array([family == "commitment" for family in families], dtype=bool) & (np.asarray(program.low) > 0)
        self._kept = np.array([family not in aside for family in families], dtype=bool) & ~must
        self._cut = np.array([family in CUT for family in families], dtype=bool)
        self._pools = np.array([family in POOLS for family in families], dtype=bool)
        self._lengths = np.diff(np.asarray(program.starts))
        self._low, self._high = program.bounds()
        self._whole = np.zeros(program.variables.count, dtype=bool)
        self._whole[program.integers] = True

    def side_by_side(self, blocks: Sequence[Block]) -> Blocks:
        """Some blocks, each with its part of what all share."""
        program, count = self._program, len(self._program.keys)
        source = np.concatenate([block.columns for block in blocks])
        number = np.repeat(np.arange(len(blocks)), [len(block.columns) for block in blocks])
        place, row, amount = program.entries(source)
        kept = self._kept[row]
        place, row, amount = place[kept], row[kept], amount[kept]
        key, at, times = np.unique(number[place] * count + row, return_inverse=True, return_counts=True)
        block, main = np.divmod(key, count)
        inside = self._cut[main] | (times == self._lengths[main])  # the others speak of what is not there as well
        renumbered, here = np.cumsum(inside) - 1, inside[at]
        block, main = block[inside], main[inside]
        parts = np.array([each.part for each in blocks])
        return Blocks(
            low=self._low[source],
            high=self._high[source],
            whole=self._whole[source],
            costs=np.concatenate([each.costs for each in blocks]),
            block=number,
            row_low=np.asarray(program.low)[main],
            row_high=np.asarray(program.high)[main] * np.where(self._pools[main], parts[block], 1.0),
            row_block=block,
            places=place[here],
            rows=renumbered[at[here]],
            coefficients=amount[here],
        )
