"""The commands that there are, for whoever must not load them: the list of them, and shells that complete."""

from __future__ import annotations

COMPLETING = "_GPU_PLANNER_COMPLETE"
"""Set by a shell that completes a line: the number of the word that is to be completed, the program's own being 0."""
COMMANDS = {
    "solve": "Find the best plan for a scenario, and prove it.",
    "validate": "Check scenario files: every error and warning, with file and line.",
    "new": "Make a workspace: a small scenario that solves, and a variant of it.",
    "import": "Bring what other tools know into a scenario: backlogs as requests, clusters and price lists as pools.",
    "tables": "Write a scenario's inputs as a workbook or as CSV, or a template that teams fill in.",
    "schema": "Print the JSON Schema of scenario files, with which editors complete and check them.",
    "explain": "Explain one request: why, what would change the decision, whom it displaces.",
    "ask": "Say whether a request that is in no file yet would be funded, whom it would displace, and what would get "
    "it in.",
    "worth": "Say what a block more or less of each pool is worth, as a table; then, a sentence each, what else is.",
    "answers": "Write an answer for each team, as Markdown and HTML: what it asked, what it got, why, and what would "
    "change it.",
    "repair": "Say why a scenario has no plan, what each least repair would leave, and write one of them as a variant.",
    "compare": "Lay scenarios side by side with the first: what differs in them, in their plans, and what caused it.",
    "strategies": "Compare the best plan with simple ways to share out GPUs, each within the same limits: what "
    "optimising is worth.",
    "frontier": "Show the most value for every level of one limit: money, GPUs, people, carbon, the worst-off team's "
    "part.",
    "tornado": "Make each input a little smaller and a little larger: how the value changes, and how the plan does.",
    "weights": "Say how far each weight may move before another plan is better.",
    "robustness": "Draw values, demands and delivery dates again and again: which decisions hold, and which guess to "
    "check first.",
    "gaming": "Say what each team would gain by overstating its value, or understating the GPUs that it needs.",
    "sweep": "Solve every combination of some figures: one row each.",
    "completion": "Print what a shell completes by: commands, options, files, names and settings.",
    "app": "Open the desktop app.",
}
"""What the list of commands says of each: the first sentence of its own help. Its function and module bear its name."""
