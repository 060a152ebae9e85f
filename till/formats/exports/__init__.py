"""Exports that an auditor knows: a journal between two dates as the files of others; pure, entry by entry."""
