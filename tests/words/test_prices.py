"""Prices are said of as many GPUs as it takes for a figure without zeros behind its point."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.words.prices import BLOCKS, READ, block_for, earned


@given(st.lists(st.floats(1e-6, 1e3), min_size=1, max_size=4))
def test_the_dearest_price_can_be_read(prices: list[float]) -> None:
    block = block_for(prices)
    assert max(prices) * block >= READ
    assert block == BLOCKS[0] or max(prices) * BLOCKS[BLOCKS.index(block) - 1] < READ


def test_prices_are_said_with_two_digits_and_as_a_range_where_they_are_one() -> None:
    assert earned(0.4259) == "0.43 points"
    assert earned(0.351, 0.4259) == "0.35 to 0.43 points"
    assert earned(0.4259, 0.4261) == "0.43 points"
