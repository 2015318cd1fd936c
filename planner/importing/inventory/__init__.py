"""Pools from the cluster itself: nodes and prices as other tools print them."""
