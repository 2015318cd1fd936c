"""A folder of scenarios: which there are, which are open, what is saved, and what survives a crash."""
