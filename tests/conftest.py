"""What every test relies on."""

import os

from hypothesis import settings

# Before anything imports Qt: windows are drawn in memory, so that tests run without a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Rich and Typer draw to a width of their own where there is no terminal; the same one on every machine.
os.environ.setdefault("COLUMNS", "100")

# The same examples on every machine and every run: a failure is a finding, not an accident.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=40, database=None)
settings.load_profile("steady")
