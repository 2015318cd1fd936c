"""Changes to a scenario, each a new scenario; no widget here."""
