"""What a scenario is made of, as tables for spreadsheets: columns described, written, and given out to be filled."""
