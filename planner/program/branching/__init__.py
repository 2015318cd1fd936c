"""Branch and bound over the standing relaxation: the best plan in whole numbers, and the proof (Wolsey, §7)."""
