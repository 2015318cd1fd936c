"""One field of a scenario: its title, its text, what may be typed into it, and the editor for that."""
