"""What the solver found, as frames, figures and reasons."""
