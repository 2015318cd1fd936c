"""What stands beside the tabs: scenarios, problems, details, why, what if."""
