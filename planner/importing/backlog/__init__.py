"""Requests from the backlogs of other tools, and from the sheets that teams make by hand."""
