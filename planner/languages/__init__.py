"""What people read, in their language: English as it stands in the code, others from a catalogue each."""
