"""Why no plan keeps all that is asked, and the least that mends it."""
