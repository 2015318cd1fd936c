"""One scenario solved many times: grids, draws, frontiers, strategies."""
