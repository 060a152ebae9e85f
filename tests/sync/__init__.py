"""The line between a register and its back office."""
