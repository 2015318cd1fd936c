"""Plans and trade-offs as matplotlib figures: pure functions, no pyplot, no Qt; one file a chart."""
