"""Fields for every kind of value; each reads and writes the text of a cell in the file's own notation."""
