"""Charts in the window: a canvas that answers the pointer, and the tabs that show charts."""
