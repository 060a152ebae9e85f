"""What goes wrong beneath the rules; the text of each is a sentence with a remedy."""

from __future__ import annotations


class NotRecorded(Exception):
    """The disk did not take it. Nothing was recorded, nothing opens; it can be tried again."""


class JournalBroken(Exception):
    """The journal is damaged, or cannot be understood. The register must not trade."""


class BadConfiguration(Exception):
    """The configuration cannot be used; the text names the file, the key and what was expected."""
