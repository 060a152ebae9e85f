"""A file for each screen and dialog. Each is imported when it is first shown."""
