"""Threads beside the screens. Each is a step() that tests call directly."""
