"""The program of a generated scenario as each modelling library would have it, from its file to a plan."""
