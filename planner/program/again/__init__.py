"""Solving again: what is loaded and solved serves the next question."""
