"""Domain to linear program: index sets, columns, families of rows, goals; no solver is known here."""
