"""What trade-offs found, in sentences; nothing here solves."""
