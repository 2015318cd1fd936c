"""The window: its pages and panels, notices, the palette, and leaving."""
