"""``python -m planner.desktop [WORKSPACE]``"""

from __future__ import annotations

import sys

from planner.desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
