"""The screens. Keys become commands, the state becomes text; nothing is decided here."""
