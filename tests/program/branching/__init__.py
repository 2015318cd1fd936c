"""The search for whole numbers."""
