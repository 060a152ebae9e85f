"""Claims about the till and its hardware, each a test named as a sentence."""
