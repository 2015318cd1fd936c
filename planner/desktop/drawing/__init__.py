"""Charts on screen: what there is to draw, and the canvas that it is drawn on."""
