"""Claims about the words, amounts and dates that people read."""
