"""One vocabulary for files, program, trade-offs, charts and both faces: what a thing is called everywhere."""
