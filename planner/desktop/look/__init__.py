"""Colours, icons, words, numbers and small widgets that know nothing of scenarios."""
