"""What goes over the line between a register and its back office; pure, and used by both ends."""
