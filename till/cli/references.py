"""What people type to name an entry: its id, or the reference on its slip."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_REFERENCE_LENGTH: Final = 8


def meant(typed: str, ids: Iterable[str]) -> str:
    """Give the one id that ends as typed; else what was typed, which the rules will not know.

    The end of an id is random, its beginning is a time; the slip shows the last eight digits.
    """
    found = [each for each in ids if each.endswith(typed.lower()) and len(typed) >= _REFERENCE_LENGTH]
    return found[0] if len(found) == 1 else typed
