"""What ``gpu-planner import`` makes of files, kind by kind, and the scenario that it puts it into."""
