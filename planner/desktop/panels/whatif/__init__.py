"""What if: capacity, limits and values moved without changing the scenario."""
