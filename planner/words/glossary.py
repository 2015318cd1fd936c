"""What the words on the screen mean, in the order in which one meets them."""

from __future__ import annotations

GLOSSARY: tuple[tuple[str, str], ...] = (
    (
        "Scenario",
        "Everything that one plan is made from: calendar, GPUs, people, requests, rules, and what counts.",
    ),
    (
        "Variant",
        "A scenario that extends another one and says only what is different in it.",
    ),
    (
        "Request",
        "A product or feature that asks for GPUs.",
    ),
    (
        "Option",
        "One way to serve a request, such as a full or a distilled network. Of several at most one is chosen.",
    ),
    (
        "Pool",
        "GPUs, or CPU servers, of one kind in one place that can be shared out.",
    ),
    (
        "Value",
        "What a request is worth in points. All requests of a scenario together are worth 100; a variant "
        "counts a dollar or a user as the scenario does that it extends.",
    ),
    (
        "Captured",
        "The part of its value that the plan brings about: less where a request is served in part, or late.",
    ),
    (
        "Share",
        "The part of its demand that a request is given, in per cent.",
    ),
    (
        "Minimum",
        "The least share that is worth having. At 100 % it is all or nothing.",
    ),
    (
        "Fund ●",
        "Served in full, as asked.",
    ),
    (
        "Trim ◐",
        "Served in part.",
    ),
    (
        "Defer ◷",
        "Served later than asked.",
    ),
    (
        "Decline ○",
        "Not served.",
    ),
    (
        "Committed",
        "Must be served, whatever else it would earn. A request can also be ruled out.",
    ),
    (
        "Promised",
        "Held in the plan by a rule, such as a part of all GPUs for one team.",
    ),
    (
        "Needed",
        "Held in the plan as another request that is served requires it.",
    ),
    (
        "Scarcity index",
        "Value ÷ opportunity cost. Above 1 a request earns its GPUs; below 1 something else earns them more. "
        "With one kind of GPU and one month it is contribution per GPU.",
    ),
    (
        "Opportunity cost",
        "What others would earn with the GPUs, money and people that a request takes, in points.",
    ),
    (
        "Cut line",
        "Where the scarcity index passes 1. A request above it may still be left out, and one below it "
        "funded, where something is all or nothing; the reason says so.",
    ),
    (
        "Binds",
        "A limit that is reached, and of which a little more would bring something.",
    ),
    (
        "Shadow price",
        "What a little more of a limit would bring at the margin. What a whole block more is worth is solved "
        "anew, as the price holds only for a little.",
    ),
    (
        "Rule",
        "A limit or a promise over some requests: a budget, a part of all GPUs for a team, a cap. It can be "
        "switched off.",
    ),
    (
        "Proved optimal",
        "No plan captures more. It is proved, not only searched for.",
    ),
    (
        "Proved within 0.1 %",
        "There may be a better plan, but by no more than that.",
    ),
    (
        "Infeasible",
        "No plan keeps all rules and commitments. The problems say which of them can't hold together, and "
        "what would mend it.",
    ),
    (
        "What if",
        "A change that is tried out: the plan follows, and the scenario stays as it is until you keep it.",
    ),
    (
        "Receipt",
        "What a change that is tried out costs, who pays and who gains.",
    ),
    (
        "Swap",
        "One step from the list by contribution per GPU to the best plan: who gives way, who comes in.",
    ),
    (
        "Bundle",
        "A request with all that it requires and nothing else does: priced and judged together.",
    ),
    (
        "Yardstick",
        "What one unit of each metric is worth in points. Scenarios that are compared are measured on one.",
    ),
    (
        "GPU·h",
        "GPU-hours: one GPU used for one hour.",
    ),
    (
        "FTE",
        "Full-time equivalents: 0.5 is one person for half of the time.",
    ),
)
"""(term, what it means)"""
