"""Notices drawers that open and shut, and why: between two looks at the sensors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from hardware.protocols import DrawerPosition

EXPLAINED_S: Final = 3.0
"""A drawer that opens within this time of a kick was opened by it (seconds)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A drawer was shut and is open now; `explained` by a kick or not."""

    drawer: int
    explained: bool


@dataclass(frozen=True, slots=True)
class Shut:
    """A drawer was open, for `open_s` seconds, and is shut now."""

    drawer: int
    open_s: int


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A drawer has stood open for longer than it may; noticed once each time."""

    drawer: int
    open_s: int


Change = Opened | Shut | LeftOpen


@dataclass(frozen=True, slots=True)
class _Seen:
    open: bool
    since_s: float
    alarmed: bool = False


class DrawerWatch:
    """Remembers where each drawer stood. Times are seconds of one steady clock, passed in.

    What no sensor tells changes nothing: after a gap the drawer is compared with where it last stood.
    """

    def __init__(self, alarm_s: float) -> None:
        self._alarm_s = alarm_s
        self._seen: dict[int, _Seen] = {}
        self._kicked_at_s: dict[int, float] = {}

    def kicked(self, drawer: int, now_s: float) -> None:
        """Note that a pulse went out."""
        self._kicked_at_s[drawer] = now_s

    def look(self, positions: Mapping[int, DrawerPosition], now_s: float) -> list[Change]:
        """Compare where the drawers stand with where they stood."""
        changes: list[Change] = []
        for drawer, position in positions.items():
            if position is not DrawerPosition.UNKNOWN:
                changes += self._compare(drawer, position is DrawerPosition.OPEN, now_s)
        return changes

    @property
    def left_open(self) -> tuple[int, ...]:
        """The drawers that stand open for too long."""
        return tuple(drawer for drawer, seen in self._seen.items() if seen.open and seen.alarmed)

    def _compare(self, drawer: int, is_open: bool, now_s: float) -> list[Change]:
        before = self._seen.get(drawer, _Seen(open=False, since_s=now_s))
        if is_open != before.open:
            self._seen[drawer] = _Seen(is_open, now_s)
            if is_open:
                kicked_at_s = self._kicked_at_s.get(drawer)
                explained = kicked_at_s is not None and now_s - kicked_at_s <= EXPLAINED_S
                return [Opened(drawer, explained)]
            return [Shut(drawer, int(now_s - before.since_s))]
        self._seen[drawer] = before
        open_s = now_s - before.since_s
        if is_open and not before.alarmed and open_s >= self._alarm_s:
            self._seen[drawer] = replace(before, alarmed=True)
            return [LeftOpen(drawer, int(open_s))]
        return []
