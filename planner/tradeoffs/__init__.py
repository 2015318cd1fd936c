"""Many solves: why, why not, what is it worth, and what if. Every statement is an exact re-solve."""
