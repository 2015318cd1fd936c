"""Plans and trade-offs as matplotlib figures: pure functions, no pyplot, no Qt; a file a chart, all in a catalogue."""
