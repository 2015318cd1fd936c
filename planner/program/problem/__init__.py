"""The program as a PuLP problem: to be written to a file, or to be searched by whichever solver PuLP finds here."""
