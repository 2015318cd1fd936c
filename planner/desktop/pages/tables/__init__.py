"""Requests and pools as spreadsheets over the open document."""
