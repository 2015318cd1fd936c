"""What users can do, one short function each."""
