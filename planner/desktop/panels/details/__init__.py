"""The form beside the tables: every field of the selected request or pool."""
