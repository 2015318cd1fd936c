"""From a scenario to a proved plan: the program of design §4, handed to HiGHS; PuLP only writes model files."""

from planner.program.highs.control import Control, Progress
from planner.program.solving import solve

__all__ = ["Control", "Progress", "solve"]
