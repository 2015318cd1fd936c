"""Questions about one scenario, each a re-solve of it."""
