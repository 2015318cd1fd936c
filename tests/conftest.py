"""What every test relies on."""

import os

# Before anything imports Qt: windows are drawn in memory, so that tests run without a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Rich and Typer draw to a width of their own where there is no terminal; the same one on every machine.
os.environ.setdefault("COLUMNS", "100")
