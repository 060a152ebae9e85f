"""The journal on a real disk: what it refuses, and what it holds on to."""
