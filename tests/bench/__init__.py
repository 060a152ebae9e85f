"""Figures beside their limits, each a ratio measured in one run: `make bench`."""
