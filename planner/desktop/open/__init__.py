"""What is open: documents with their undo, the workspace, solves behind them; no widget here."""
