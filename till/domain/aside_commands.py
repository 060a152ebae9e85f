"""What is asked of a shift whose insert is out of the drawer; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act
from till.domain.queue import Queue
from till.domain.state import Count


@dataclass(frozen=True, slots=True)
class SuspendShift:
    """Take the insert out of the drawer for a while; the shift goes on when it is back."""

    act: Act
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ParkShift:
    """End the shift and take its insert away, to be counted later; the drawer is free."""

    act: Act
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ResumeShift:
    """Put the insert of suspended shift `shift` back, into this drawer or the other one."""

    act: Act
    shift: int
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class CountAside:
    """Record what was counted in the insert of a shift that is out of the drawer."""

    act: Act
    shift: int
    counted: Count


@dataclass(frozen=True, slots=True)
class CloseAside:
    """Close a shift whose insert is out of the drawer on its last count.

    `left` goes into the shift's drawer as its next float, if that is free and empty; the rest into the bag.
    """

    act: Act
    shift: int
    left: int = 0
    bag: str | None = None
    reason: str | None = None
    note: str | None = None
    queue: Queue | None = None
