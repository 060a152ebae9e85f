"""The real program in a pseudo-terminal: keys in, the screen out."""
