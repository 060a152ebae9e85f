"""Shift and a function key on a Linux console.

It sends the F13 to F20 of old, and Textual takes their numbers for characters: Shift and F6 would be a blank.
"""

from __future__ import annotations

from textual._keyboard_protocol import FUNCTIONAL_KEYS

# The numbers skip some, as they did on the VT220.
_NUMBERS = (25, 26, 28, 29, 31, 32, 33, 34)


def know_console_keys() -> None:
    """Let the sequences be the keys they are."""
    FUNCTIONAL_KEYS.update({f"{number}~": f"shift+f{at}" for at, number in enumerate(_NUMBERS, start=1)})
