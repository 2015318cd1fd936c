"""The nouns of planning: scenario, request, inventory, calendar, rule, plan. No files, no LP, no Qt."""
