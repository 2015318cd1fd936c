"""The best plan and its prices."""
