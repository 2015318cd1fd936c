"""Meeting mode: the plan on a projector, one idea a slide, and what is asked in the room answered there."""
