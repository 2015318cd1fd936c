"""Explanations as they grow: what is asked of a scenario is worked out part by part, and each part put in words."""
