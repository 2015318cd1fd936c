"""Plans to pages: Markdown and HTML."""
