"""A chart in the window: drawn off its thread, answering pointer and keys, copied and saved."""
