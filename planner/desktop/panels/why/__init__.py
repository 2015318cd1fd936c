"""The Why? panel: what the plan says of a request, a pool, a role or a rule, and what re-solves add."""
