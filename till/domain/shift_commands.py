"""What is asked of a shift, from its float to its Z; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act
from till.domain.queue import Queue
from till.domain.state import Count


@dataclass(frozen=True, slots=True)
class OpenShift:
    """Begin a shift on a drawer with the float that was counted in it."""

    act: Act
    counted: Count
    drawer: int = 1
    reason: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class TakeX:
    """Print the figures of the shift so far."""

    act: Act
    drawer: int = 1
    queue: Queue | None = None


@dataclass(frozen=True, slots=True)
class StartCount:
    """Close the shift to movements and begin to count."""

    act: Act
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class CountCash:
    """Record what was counted in the drawer.

    `beside` is who stands there too: at a handover the person in charge, while who comes counts.
    """

    act: Act
    counted: Count
    drawer: int = 1
    beside: int | None = None


@dataclass(frozen=True, slots=True)
class AbandonCount:
    """Go back from counting to the open shift."""

    act: Act
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class CloseShift:
    """Close the shift on its last count; `left` stays in the drawer as the next float."""

    act: Act
    left: int
    bag: str | None = None
    reason: str | None = None
    note: str | None = None
    drawer: int = 1
    queue: Queue | None = None


@dataclass(frozen=True, slots=True)
class ForceClose:
    """Close a shift in its owner's place; where nobody counted, what is expected is taken."""

    act: Act
    reason: str
    counted: Count | None = None
    left: int | None = None
    bag: str | None = None
    drawer: int = 1
    queue: Queue | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """Leave the counted drawer to employee number `to`, who has shown their PIN and goes on with it."""

    act: Act
    to: int
    reason: str | None = None
    drawer: int = 1
    queue: Queue | None = None
