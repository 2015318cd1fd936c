"""From a scenario to a proved plan: the program of design §4, built with PuLP and solved by HiGHS."""

from planner.program.highs.control import Control, Progress
from planner.program.solving import solve, write_problem

__all__ = ["Control", "Progress", "solve", "write_problem"]
