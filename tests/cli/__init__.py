"""The command line, mostly in this process; in one of its own where the process is the point."""
