"""Many tasks at once: threads over one study or a few scenarios, processes over many solves."""
