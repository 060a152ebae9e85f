"""A badge scanner is a keyboard that types faster than anybody, and presses Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

if TYPE_CHECKING:
    from textual.events import Key

GAP_MAX_S: Final = 0.05
"""How far apart a scanner's keys are at most; scanners take 1 to 30 ms a key, quick fingers 80 and more."""
SHORTEST: Final = 6
LONGEST: Final = 64


@runtime_checkable
class TakesBadges(Protocol):
    """A screen on which a badge may be scanned instead of a number and a PIN typed."""

    def badge_scanned(self, code: str) -> bool:
        """Take a badge; False leaves what was typed as it is, for people who type ahead of the machine."""


class BadgeReader:
    """Finds badges in what is typed. What it saw is forgotten with the next slow key."""

    def __init__(self) -> None:
        self._typed = ""
        self._last_s = 0.0

    def see(self, key: Key) -> str | None:
        """Look at one more key, by the time it was pressed; give the code that Enter has just ended."""
        together = key.time - self._last_s <= GAP_MAX_S
        before = self._typed if together else ""
        self._last_s, self._typed = key.time, ""
        if key.key == "enter":
            return before if SHORTEST <= len(before) <= LONGEST else None
        if key.character is not None and key.is_printable and len(before) <= LONGEST:
            self._typed = before + key.character
        return None
