"""An offline-first cash register: it decides what happened, writes it down, then does what follows."""

__version__ = "0.1.0"
