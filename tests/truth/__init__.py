"""Statements, tried: what is said of a scenario is done to its file, and solved through the ordinary way in."""
