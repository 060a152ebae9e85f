"""The device worker against a simulated printer and drawer."""
