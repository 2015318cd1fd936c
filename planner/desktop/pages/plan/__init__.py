"""The plan on screen: figures, decisions, reasons, problems."""
